import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { secretHolding } from '../../lib/webhook/secret-keys.ts';
import { BODY, type SignatureScheme } from '../../lib/webhook/signature-scheme.ts';
import { digestIn } from '../../proof/kit/digest-in.ts';
import { signedBy } from '../../proof/kit/signed-by.ts';
import {
  badly,
  deliver,
  flips,
  otherwise,
  RECEIVED_AT,
  renamed,
  secretsOf,
  without,
} from './contract-deliveries.ts';
import { fixtureFolders, fixturesOf } from './fixtures.ts';

const bytes = (text: string) => Buffer.from(text);
const accepted = { outcome: 'queued', queued: 1 };
const refused = { outcome: 'unauthorized', queued: 0 };

it('Every provider has fixtures, and every folder of fixtures belongs to a provider in the registry', () => {
  expect([...fixtureFolders()].toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
});

describe.each(providers.map((provider) => ({ provider, name: provider.name })))(
  'The provider $name',
  ({ provider }) => {
    const scheme = provider.signature;
    const { header, encoding } = scheme;
    const [newest, previous] = secretsOf(provider);
    const body = fixturesOf(provider)[0]?.body ?? bytes('');
    const signed = (content: Uint8Array, secret = newest, at = RECEIVED_AT) =>
      signedBy(provider, content, secret, at);
    const headers = signed(body);
    const signature = headers[header] ?? '';
    const digest = digestIn(scheme, signature);
    /** Sends everything right but for the signature header. */
    const send = (text: string) => deliver(provider, body, { ...headers, [header]: text });
    const sendDigest = (text: string) => send(signature.replace(digest, () => text));
    const wrongDigest = Buffer.alloc(encoding === 'hex' ? digest.length / 2 : 32).toString(encoding);

    it('has a lower-case name that fits into a path, and lower-case header names', () => {
      expect(provider.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([header, ...provider.keptHeaders].every((name) => name === name.toLowerCase())).toBe(true);
      expect(provider.keptHeaders).not.toContain(header);
    });

    it('signs the body, and every time that it checks', () => {
      expect(scheme.signed).toContain(BODY);
      if (scheme.time) expect(scheme.signed).toContainEqual(scheme.time.of);
    });

    describe('accepts', () => {
      it.each([newest, previous])('a body signed with either active secret (%s)', async (secret) => {
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
        const inCase = (name: string) => deliver(provider, body, renamed(headers, header, name));
        expect(await inCase(header.toUpperCase())).toEqual(accepted);
        expect(await inCase(header.replace(/\b\w/g, (c) => c.toUpperCase()))).toEqual(accepted);
      });
    });

    describe('refuses, and does not queue,', () => {
      it('a body with any single byte changed', async () => {
        for (const changed of flips(body)) expect(await deliver(provider, changed, headers)).toEqual(refused);
      });

      it('a signature with any single digit changed', async () => {
        for (let at = 0; at < digest.length; at += 1) {
          const other = digest[at] === '0' ? '1' : '0';
          expect(await sendDigest(digest.slice(0, at) + other + digest.slice(at + 1))).toEqual(refused);
        }
      });

      it('a body that was parsed and serialized again', async () => {
        const again = bytes(JSON.stringify({ again: JSON.parse(Buffer.from(body).toString()) }).slice(9, -1));
        const spaced = bytes(Buffer.from(body).toString().replace('{', '{ '));
        const reserialized = Buffer.compare(again, body) === 0 ? spaced : again;
        expect(await deliver(provider, reserialized, headers)).toEqual(refused);
      });

      it('a webhook without a signature', async () => {
        expect(await deliver(provider, body, without(headers, header))).toEqual(refused);
      });

      it.each([
        ['an empty signature', ''],
        ['a truncated signature', signature.slice(0, -2)],
        ['a signature that is too long', `${signature}00`],
        ['a wrong prefix before the right digest', `md5=${digest}`],
        ['a repeated signature', `${signature},${signature}`],
        ['two signatures joined by a comma, the first one bad', `${badly(signature, digest)},${signature}`],
        ['a digest with other characters', badly(signature, digest, 'z!')],
        ['the digest in another encoding', otherwise(signature, digest, encoding)],
      ])('%s', async (_what, text) => {
        expect(await send(text)).toEqual(refused);
      });

      it('a header repeated in another case', async () => {
        expect(await deliver(provider, body, { ...headers, [header.toUpperCase()]: signature })).toEqual(
          refused,
        );
      });

      it.each(['other-secret', 'newest-secret ', 'NEWEST-SECRET', 'newest-secret\nprevious-secret'])(
        'the wrong secret %j',
        async (text) => {
          const secret = secretHolding(scheme, text);
          expect(await deliver(provider, body, signed(body, secret))).toEqual(refused);
        },
      );

      it('the digest of every other provider whose scheme is another one', async () => {
        const others = providers.filter((other) => !isDeepStrictEqual(other.signature, scheme));
        expect(others.length).toBeGreaterThan(0);
        for (const other of others) {
          const foreign = signedBy(other, body, secretsOf(other)[0], RECEIVED_AT);
          expect(await send(foreign[other.signature.header] ?? '')).toEqual(refused);
          if (isSameContent(scheme, other.signature)) continue;
          expect(await sendDigest(digestIn(other.signature, foreign[other.signature.header] ?? ''))).toEqual(
            refused,
          );
        }
      });
    });

    const companions = Object.keys(headers).filter((name) => name !== header);
    if (companions.length > 0)
      describe('refuses, with everything else right,', () => {
        it.each(companions)('a missing or altered %s', async (name) => {
          expect(await deliver(provider, body, without(headers, name))).toEqual(refused);
          expect(await deliver(provider, body, { ...headers, [name]: `${headers[name]}0` })).toEqual(refused);
          expect(await deliver(provider, body, { ...headers, [name]: '' })).toEqual(refused);
        });
      });

    const { value } = scheme;
    if ('digest' in value)
      describe('reads the list in its header:', () => {
        const item = 'digest' in value ? value.digest + value.assign : '';
        const separator = 'digest' in value ? value.separator : '';

        it.each([
          ['a bad digest before the good one', `${item}${wrongDigest}${separator}${item}${digest}`],
          ['a bad digest behind the good one', `${item}${digest}${separator}${item}${wrongDigest}`],
          ['a malformed digest before the good one', `${item}x${separator}${item}${digest}`],
          [
            'a digest of another kind before the good one',
            `v0${item.slice(-1)}x${separator}${item}${digest}`,
          ],
        ])('%s is accepted, as in a rotation', async (_what, items) => {
          expect(await send(signature.replace(item + digest, () => items))).toEqual(accepted);
        });

        it.each([
          ['two bad digests', `${item}${wrongDigest}${separator}${item}${wrongDigest}`],
          ['no digest', `v0${item.slice(-1)}${digest}`],
          ['an item without a name', `${digest}`],
        ])('%s is refused', async (_what, items) => {
          expect(await send(signature.replace(item + digest, () => items))).toEqual(refused);
        });

        it('a field that is altered, left out or repeated is refused', async () => {
          const items = signature.split(separator);
          for (const [index, field] of items.entries()) {
            if (field.startsWith(item)) continue;
            const rest = items.filter((_other, at) => at !== index);
            expect(await send(rest.join(separator))).toEqual(refused);
            expect(await send([`${field}0`, ...rest].join(separator))).toEqual(refused);
            expect(await send([field, field, ...rest].join(separator))).toEqual(refused);
          }
        });
      });

    const tolerance = scheme.time?.toleranceSeconds ?? 0;
    if (scheme.time)
      describe('checks the signed time on arrival:', () => {
        const at = (seconds: number) => new Date(Date.parse(RECEIVED_AT) + seconds * 1000).toISOString();

        it.each([tolerance, -tolerance])('%i s away is accepted', async (seconds) => {
          expect(await deliver(provider, body, signed(body, newest, at(seconds)))).toEqual(accepted);
        });

        it.each([tolerance + 1, -tolerance - 1, 3_650 * 86_400])('%i s away is refused', async (seconds) => {
          expect(await deliver(provider, body, signed(body, newest, at(seconds)))).toEqual(refused);
        });
      });

    describe('parses its fixture', () => {
      it.each(fixturesOf(provider).map((fixture) => [fixture.name, fixture] as const))(
        '%s',
        (_name, fixture) => {
          expect(fixture.expected).toBeDefined();
          expect(provider.parse(fixture.body, {})).toEqual(fixture.expected);
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
          const parsed = provider.parse(bytes(JSON.stringify(sample)), {});
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
      expect(provider.parse(bytes(text), {}).kind).toBe('unreadable');
    });
  },
);

/** Whether two schemes make the same digest of the same secret. */
const isSameContent = (a: SignatureScheme, b: SignatureScheme): boolean =>
  a.algorithm === b.algorithm && a.encoding === b.encoding && isDeepStrictEqual(a.signed, b.signed);
