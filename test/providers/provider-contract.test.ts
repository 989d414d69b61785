import { describe, expect, it } from 'vitest';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { foldHeaders } from '../../lib/webhook/headers.ts';
import { silentInvocation } from '../../proof/kit/deliveries.ts';
import { fixtureFolders, fixturesOf } from './fixtures.ts';

const SECRETS = ['newest-secret', 'previous-secret'];
const bytes = (text: string) => Buffer.from(text);

/** Sends a webhook through the real ingest, for a provider with two active secrets. */
async function deliver(provider: Provider, body: Uint8Array, headers: Readonly<Record<string, string>>) {
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([[provider.name, SECRETS]]));
  const dependencies = { findProvider, secrets, queue, maxBodyBytes: 1 << 20 };
  const delivery = {
    provider: provider.name,
    body,
    headers: foldHeaders(headers),
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: 'r',
  };
  const { outcome } = await receiveDelivery(dependencies, delivery, silentInvocation);
  return { outcome, queued: queue.messages.length };
}

const accepted = { outcome: 'queued', queued: 1 };
const refused = { outcome: 'unauthorized', queued: 0 };

it('Every provider has fixtures, and every folder of fixtures belongs to a provider in the registry', () => {
  expect([...fixtureFolders()].toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
});

describe.each(providers.map((provider) => ({ provider, name: provider.name })))(
  'The provider $name',
  ({ provider }) => {
    const header = provider.signature.header;
    const body = fixturesOf(provider)[0]?.body ?? bytes('');
    const signed = (content: Uint8Array, secret = 'newest-secret') => provider.sign(content, secret);
    const signature = signed(body)[header] ?? '';
    const digest = signature.slice(provider.signature.prefix.length);
    const send = (text: string) => deliver(provider, body, { [header]: text });

    it('has a lower-case name that fits into a path, and lower-case header names', () => {
      expect(provider.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([header, ...provider.keptHeaders].every((name) => name === name.toLowerCase())).toBe(true);
      expect(provider.keptHeaders).not.toContain(header);
    });

    describe('accepts', () => {
      it.each(SECRETS)('a body signed with either active secret (%s)', async (secret) => {
        expect(await deliver(provider, body, signed(body, secret))).toEqual(accepted);
      });

      it.each([
        ['an empty body', bytes('')],
        ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
        ['a byte-order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])],
        ['NUL and control characters', Buffer.from([0, 1, 2, 31, 127])],
        ['a body that is not JSON', bytes('status=DONE')],
      ])('%s if it is signed, and refuses it if one byte is changed', async (_what, content) => {
        expect(await deliver(provider, content, signed(content))).toEqual(accepted);
        expect(await deliver(provider, Buffer.concat([content, bytes(' ')]), signed(content))).toEqual(
          refused,
        );
        for (const changed of flips(content))
          expect(await deliver(provider, changed, signed(content))).toEqual(refused);
      });

      it('the signature header in any case', async () => {
        expect(await deliver(provider, body, { [header.toUpperCase()]: signature })).toEqual(accepted);
        expect(
          await deliver(provider, body, { [header.replace(/\b\w/g, (c) => c.toUpperCase())]: signature }),
        ).toEqual(accepted);
      });
    });

    describe('refuses, and does not queue,', () => {
      it('a body with any single byte changed', async () => {
        for (const changed of flips(body))
          expect(await deliver(provider, changed, signed(body))).toEqual(refused);
      });

      it('a signature with any single digit changed', async () => {
        for (let at = 0; at < digest.length; at += 1) {
          const other = digest[at] === '0' ? '1' : '0';
          expect(
            await send(`${provider.signature.prefix}${digest.slice(0, at)}${other}${digest.slice(at + 1)}`),
          ).toEqual(refused);
        }
      });

      it('a body that was parsed and serialized again', async () => {
        const again = bytes(JSON.stringify({ again: JSON.parse(Buffer.from(body).toString()) }).slice(9, -1));
        const spaced = bytes(Buffer.from(body).toString().replace('{', '{ '));
        const reserialized = Buffer.compare(again, body) === 0 ? spaced : again;
        expect(await deliver(provider, reserialized, signed(body))).toEqual(refused);
      });

      it('a webhook without a signature', async () => {
        expect(await deliver(provider, body, {})).toEqual(refused);
      });

      it.each([
        ['an empty signature', ''],
        ['a truncated signature', signature.slice(0, -2)],
        ['a signature that is too long', `${signature}00`],
        ['a wrong prefix before the right digest', `md5=${digest}`],
        ['a repeated signature', `${signature},${signature}`],
        [
          'a good signature behind a bad one',
          `${provider.signature.prefix}${'0'.repeat(digest.length)},${signature}`,
        ],
        ['a digest that is not hexadecimal', `${provider.signature.prefix}${'z'.repeat(digest.length)}`],
        ['the digest in base64', provider.signature.prefix + Buffer.from(digest, 'hex').toString('base64')],
      ])('%s', async (_what, text) => {
        expect(await send(text)).toEqual(refused);
      });

      it('a header repeated in another case', async () => {
        expect(
          await deliver(provider, body, { [header]: signature, [header.toUpperCase()]: signature }),
        ).toEqual(refused);
      });

      it.each(['other-secret', 'newest-secret ', 'NEWEST-SECRET', 'newest-secret\nprevious-secret'])(
        'the wrong secret %j',
        async (secret) => {
          expect(await deliver(provider, body, signed(body, secret))).toEqual(refused);
        },
      );

      it('the signature of every other provider', async () => {
        for (const other of providers.filter((candidate) => candidate !== provider)) {
          const foreign = Object.values(other.sign(body, 'newest-secret'))[0] ?? '';
          expect(await send(foreign)).toEqual(refused);
          expect(await deliver(provider, body, other.sign(body, 'newest-secret'))).toEqual(refused);
        }
      });
    });

    describe('parses its fixture', () => {
      it.each(fixturesOf(provider).map((fixture) => [fixture.name, fixture] as const))(
        '%s',
        (_name, fixture) => {
          expect(fixture.expected).toBeDefined();
          expect(provider.parse(fixture.body)).toEqual(fixture.expected);
        },
      );
    });

    it('parses its own samples, for every status it knows', () => {
      for (const [prefix, lifecycle] of Object.entries(provider.lifecycles)) {
        for (const [status, step] of Object.entries(lifecycle)) {
          const sample = provider.sample({
            checkoutId: `${prefix}1`,
            status,
            at: '2026-01-01T00:00:00Z',
            reference: 'order-1',
          });
          const parsed = provider.parse(bytes(JSON.stringify(sample)));
          expect(parsed).toMatchObject({
            kind: 'checkout',
            checkoutId: `${prefix}1`,
            status,
            ...step,
            details: { reference: 'order-1' },
          });
        }
      }
    });

    it.each([
      '',
      'null',
      '[]',
      '42',
      '"text"',
      '{}',
      '{"id":null}',
      'not json',
      '{"a":',
      '\u0000',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ])('returns `unreadable` and does not throw for any other body (%#)', (text) => {
      expect(provider.parse(bytes(text)).kind).toBe('unreadable');
    });
  },
);

/** Returns copies of the content with one bit flipped, at up to 64 positions. */
function flips(content: Uint8Array): readonly Uint8Array[] {
  const step = Math.max(1, Math.floor(content.length / 64));
  return Array.from({ length: Math.min(content.length, 64) }, (_, index) => {
    const changed = Buffer.from(content);
    changed[index * step] = (changed[index * step] ?? 0) ^ 1;
    return changed;
  });
}
