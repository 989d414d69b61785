/** Polar's own package checks what we sign, and we check what Standard Webhooks' package signs, altered and not. */

import { webhooks } from '@polar-sh/sdk/2026-04';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import { polar } from '../../lib/providers/polar.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';

const CASES = 2_000;
const NOW = Date.parse('2026-01-01T00:00:00.250Z');

interface Sent {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const drawBody = (dice: Dice): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: 'checkout.updated',
      data: { id: `co-${dice.below(99)}`, name: 'é😀\u2028'.slice(dice.below(4)) },
    }),
  );

const drawSecret = (dice: Dice): string => {
  const text = dice.bytes(24).toString('base64');
  return dice.pick([text, `whsec_${text}`, `polar_whs_${dice.bytes(16).toString('hex')}`, 'short']);
};

const ours = ({ body, headers }: Sent, secret: string): boolean =>
  checkSignature(polar.signature, { body, headers, receivedAt: new Date(NOW).toISOString() }, [secret]) ===
  undefined;

async function theirs({ body, headers }: Sent, secret: string): Promise<boolean> {
  try {
    await webhooks.validateEvent(body, { ...headers }, secret);
    return true;
  } catch (error) {
    return error instanceof Error && !(error instanceof webhooks.PolarWebhookVerificationError);
  }
}

const sign = (body: Buffer, secret: string, at: number, id = 'msg_1'): Sent => ({
  body,
  headers: signWebhook(polar.signature, { body, secret, at: new Date(at).toISOString(), id }),
});

type Change = (sent: Sent, dice: Dice) => Sent;
const withHeader =
  (name: string, change: (text: string, dice: Dice) => string): Change =>
  ({ body, headers }, dice) => ({ body, headers: { ...headers, [name]: change(headers[name] ?? '', dice) } });
const withBody =
  (change: (body: Buffer, dice: Dice) => Buffer): Change =>
  ({ body, headers }, dice) => ({ body: change(body, dice), headers });

/** Changes on which both agree, whatever they say. */
const agreed: Readonly<Record<string, Change>> = {
  nothing: (sent) => sent,
  'a byte of the body': withBody((body, dice) => {
    const at = dice.below(body.length);
    return Buffer.from(body).fill('X', at, at + 1);
  }),
  'another id': withHeader('webhook-id', (id) => `${id}0`),
  'no id': withHeader('webhook-id', () => ''),
  'no time': withHeader('webhook-timestamp', () => ''),
  'another time': withHeader('webhook-timestamp', (text, dice) => String(Number(text) + 1 + dice.below(200))),
  'a word for a time': withHeader('webhook-timestamp', () => 'now'),
  'no signature': withHeader('webhook-signature', () => ''),
  'another version': withHeader('webhook-signature', (text) => text.replace('v1', 'v2')),
  'no version': withHeader('webhook-signature', (text) => text.slice(3)),
  'a wrong digest before the right one': withHeader(
    'webhook-signature',
    (text) => `v1,${Buffer.alloc(32).toString('base64')} ${text}`,
  ),
  'the right digest before a wrong one': withHeader(
    'webhook-signature',
    (text) => `${text} v1,${Buffer.alloc(32).toString('base64')}`,
  ),
  'an asymmetric signature beside it': withHeader('webhook-signature', (text) => `v1a,AAAA ${text}`),
  'a shorter digest': withHeader('webhook-signature', (text) => `${text.slice(0, -8)}=`),
  'a hexadecimal digest': withHeader(
    'webhook-signature',
    (text) => `v1,${Buffer.from(text.slice(3), 'base64').toString('hex')}`,
  ),
  'a separator of another kind': withHeader('webhook-signature', (text) => text.replace(',', '=')),
};

/** Changes after which the package accepts what we refuse. docs/providers/polar.md lists them. */
const stricter: Readonly<Record<string, Change>> = {
  'a fraction of a second': withHeader('webhook-timestamp', (text) => `${text}.5`),
  'spaces around the time': withHeader('webhook-timestamp', (text) => ` ${text} `),
  'a time in hexadecimal': withHeader('webhook-timestamp', (text) => `0x${Number(text).toString(16)}`),
  'no padding': withHeader('webhook-signature', (text) => text.replace(/=+$/, '')),
  'a tabulator in the digest': withHeader(
    'webhook-signature',
    (text) => `${text.slice(0, 9)}\t${text.slice(9)}`,
  ),
  'a byte-order mark': withBody((body) => Buffer.concat([Buffer.from('\ufeff'), body])),
  'a field that is not a pair': withHeader('webhook-signature', (text) => `v1 ${text}`),
};

describe('Compared with the package of Polar', () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });

  it(`accepts what we sign, ${CASES} times, within 300 seconds both ways`, async () => {
    for (let number = 0; number < CASES; number += 1) {
      const dice = new Dice(1, number);
      const secret = drawSecret(dice);
      const sent = sign(drawBody(dice), secret, NOW - 299_000 + dice.below(598) * 1_000, `msg_${number}`);
      expect([await theirs(sent, secret), ours(sent, secret)]).toEqual([true, true]);
    }
  });

  it(`we accept what the package of Standard Webhooks signs, ${CASES} times`, () => {
    for (let number = 0; number < CASES; number += 1) {
      const dice = new Dice(2, number);
      const secret = `whsec_${dice.bytes(24).toString('base64')}`;
      const body = drawBody(dice);
      const at = new Date(NOW - 300_000 + dice.below(600) * 1_000);
      const text = new Webhook(secret).sign('msg_1', at, body.toString());
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': text,
      };
      expect(ours({ body, headers }, secret)).toBe(true);
    }
  });

  it.each(Object.entries(agreed))('agrees on %s', async (_name, change) => {
    for (let number = 0; number < CASES / 16; number += 1) {
      const dice = new Dice(3, number);
      const secret = drawSecret(dice);
      const sent = change(sign(drawBody(dice), secret, NOW), dice);
      expect(ours(sent, secret)).toBe(await theirs(sent, secret));
    }
  });

  it.each(Object.entries(stricter))('is less strict about %s', async (_name, change) => {
    for (let number = 0; number < 50; number += 1) {
      const dice = new Dice(4, number);
      const secret = drawSecret(dice);
      const sent = change(sign(drawBody(dice), secret, NOW), dice);
      expect([await theirs(sent, secret), ours(sent, secret)]).toEqual([true, false]);
    }
  });

  it.each([-301, -300, -299, 299, 300, 301, 3_600])(
    'is never stricter about a time that is %i s away',
    async (seconds) => {
      const sent = sign(Buffer.from('{"type":"checkout.updated"}'), 'a-secret-text', NOW + seconds * 1_000);
      const accepted = ours(sent, 'a-secret-text');
      expect(accepted).toBe(Math.abs(seconds) <= 300);
      if (await theirs(sent, 'a-secret-text')) expect(accepted).toBe(true);
    },
  );
});
