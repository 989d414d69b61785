/** The check of Crossmint's signatures, compared with `svix`, the package that Crossmint's documentation uses. */

import { createHmac } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'svix';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crossmint } from '../../lib/providers/crossmint.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';

const receivedAt = '2026-01-01T00:00:00.900Z';
const now = Math.floor(Date.parse(receivedAt) / 1000);
const TOLERANCE = 300;

beforeAll(() => vi.useFakeTimers({ now: Date.parse(receivedAt), toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

/** A webhook as it arrives, with the secret to check it with. */
interface Arrived {
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const randomText = (dice: Dice): string =>
  Array.from({ length: 1 + dice.below(20) }, () => dice.pick([...'abcXYZ0189-_.é🦀\u2028'])).join('');

function randomBody(dice: Dice): Buffer {
  const start = dice.happens(20) ? '\uFEFF' : '';
  return Buffer.from(
    `${start}${JSON.stringify({ type: randomText(dice), data: { orderId: randomText(dice) } })}`,
  );
}

const randomSecret = (dice: Dice): string =>
  (dice.happens(80) ? 'whsec_' : '') + dice.bytes(1 + dice.below(40)).toString('base64');

const randomTime = (dice: Dice): number => now - TOLERANCE + dice.below(2 * TOLERANCE + 1);

const randomId = (dice: Dice): string => `msg_${dice.bytes(12).toString('base64url')}`;

/** A webhook that the package signs. */
function signedByThem(dice: Dice, body = randomBody(dice), t = randomTime(dice)): Arrived {
  const secret = randomSecret(dice);
  const id = randomId(dice);
  const signature = new Webhook(secret).sign(id, new Date(t * 1000), body);
  return {
    secret,
    body,
    headers: { 'svix-id': id, 'svix-timestamp': String(t), 'svix-signature': signature },
  };
}

const oursAccepts = ({ secret, headers, body }: Arrived): boolean =>
  checkSignature(crossmint.signature, { headers, body, receivedAt }, [secret]) === undefined;

/** The package parses the body once the signature is right, so another error than its own is an acceptance. */
function theirsAccepts({ secret, headers, body }: Arrived): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers });
    return true;
  } catch (error) {
    return !(error instanceof WebhookVerificationError);
  }
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace('whsec_', ''), 'base64');

/** Signs again, so that nothing is wrong but these headers or this body. */
function signedAgain(sent: Arrived, headers: Arrived['headers'], body = sent.body): Arrived {
  const all = { ...sent.headers, ...headers };
  const digest = createHmac('sha256', keyOf(sent.secret))
    .update(`${all['svix-id']}.${all['svix-timestamp']}.`)
    .update(body)
    .digest('base64');
  return { ...sent, body, headers: { ...all, 'svix-signature': `v1,${digest}` } };
}

const withHeader = (sent: Arrived, name: string, change: (text: string) => string): Arrived => ({
  ...sent,
  headers: { ...sent.headers, [name]: change(sent.headers[name] ?? '') },
});

const withSignature = (sent: Arrived, change: (text: string) => string): Arrived =>
  withHeader(sent, 'svix-signature', change);

const withTime = (sent: Arrived, change: (text: string) => string): Arrived =>
  withHeader(sent, 'svix-timestamp', change);

const without = (sent: Arrived, name: string): Arrived => ({
  ...sent,
  headers: Object.fromEntries(Object.entries(sent.headers).filter(([other]) => other !== name)),
});

const wrong = `v1,${Buffer.alloc(32).toString('base64')}`;
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const atTime = (sent: Arrived, away: number): Arrived =>
  signedAgain(sent, { 'svix-timestamp': String(now + away) });

type Change = (sent: Arrived, dice: Dice) => Arrived;

/** What both accept. */
const bothAccept: Readonly<Record<string, Change>> = {
  'a time of 300 s before': (sent) => atTime(sent, -TOLERANCE),
  'a time of 300 s after': (sent) => atTime(sent, TOLERANCE),
  'a wrong digest before the right one': (sent) => withSignature(sent, (text) => `${wrong} ${text}`),
  'a wrong digest after the right one': (sent) => withSignature(sent, (text) => `${text} ${wrong}`),
  'a short digest before the right one': (sent) => withSignature(sent, (text) => `v1,abc= ${text}`),
  'a digest of another version': (sent) => withSignature(sent, (text) => `v1a,abc= ${text}`),
  'the secret without its prefix': (sent) => ({ ...sent, secret: sent.secret.replace('whsec_', '') }),
  'an empty body': (sent) => signedAgain(sent, {}, Buffer.alloc(0)),
};

/** What both refuse. */
const bothRefuse: Readonly<Record<string, Change>> = {
  'a time of 301 s before': (sent) => atTime(sent, -TOLERANCE - 1),
  'a time of 301 s after': (sent) => atTime(sent, TOLERANCE + 1),
  'another time': (sent) => withTime(sent, (text) => String(Number(text) + 1)),
  'a word for a time': (sent) => signedAgain(sent, { 'svix-timestamp': 'now' }),
  'a time in milliseconds': (sent) => signedAgain(sent, { 'svix-timestamp': String(now * 1000) }),
  'another id': (sent) => withHeader(sent, 'svix-id', (id) => `${id}0`),
  'an empty id that was signed': (sent) => signedAgain(sent, { 'svix-id': '' }),
  'no id': (sent) => without(sent, 'svix-id'),
  'no time': (sent) => without(sent, 'svix-timestamp'),
  'no signature': (sent) => without(sent, 'svix-signature'),
  'a full stop that moves from the id': (sent) =>
    withHeader(signedAgain(sent, { 'svix-id': 'a.b' }), 'svix-id', () => 'a'),
  'a changed byte': (sent, dice) => {
    const at = dice.below(sent.body.length);
    return { ...sent, body: Buffer.from(sent.body.map((byte, index) => (index === at ? byte ^ 1 : byte))) };
  },
  'a byte more': (sent) => ({ ...sent, body: Buffer.concat([sent.body, Buffer.from('\n')]) }),
  'a byte-order mark more': (sent) => ({ ...sent, body: Buffer.concat([Buffer.from('\uFEFF'), sent.body]) }),
  'another secret': (sent) => ({ ...sent, secret: `whsec_${Buffer.from('another').toString('base64')}` }),
  'another version': (sent) => withSignature(sent, (text) => text.replace('v1,', 'v2,')),
  'a version in upper case': (sent) => withSignature(sent, (text) => text.replace('v1,', 'V1,')),
  'no version': (sent) => withSignature(sent, (text) => text.slice(3)),
  'an equals sign for the comma': (sent) => withSignature(sent, (text) => text.replace('v1,', 'v1=')),
  'no padding': (sent) => withSignature(sent, (text) => text.replace(/=+$/, '')),
  'hexadecimal digits': (sent) =>
    withSignature(sent, (text) => `v1,${Buffer.from(text.slice(3), 'base64').toString('hex')}`),
  'an empty digest': (sent) => withSignature(sent, () => 'v1,'),
  'commas between digests': (sent) => withSignature(sent, (text) => `${wrong},${text}`),
};

/** What `svix` accepts and we refuse. */
const oursIsStricter: Readonly<Record<string, Change>> = {
  'text after the time': (sent) => withTime(sent, (text) => `${text}abc`),
  'a fraction of a second': (sent) => withTime(sent, (text) => `${text}.5`),
  'a space before the time': (sent) => withTime(sent, (text) => ` ${text}`),
  'a plus sign before the time': (sent) => withTime(sent, (text) => `+${text}`),
  'a zero before the time': (sent) => withTime(sent, (text) => `0${text}`),
  'two spaces between digests': (sent) => withSignature(sent, (text) => `${wrong}  ${text}`),
  'a space after the digest': (sent) => withSignature(sent, (text) => `${text} `),
  'a word beside the digests': (sent) => withSignature(sent, (text) => `junk ${text}`),
  'text after the digest': (sent) => withSignature(sent, (text) => `${text},junk`),
  'another version twice': (sent) => withSignature(sent, (text) => `v1a,abc= v1a,abd= ${text}`),
  'headers that begin with webhook-': (sent) => ({
    ...sent,
    headers: Object.fromEntries(
      Object.entries(sent.headers).map(([name, text]) => [name.replace('svix', 'webhook'), text]),
    ),
  }),
  // The package turns the body into text before it checks, so every bad byte is the same to it.
  'another byte that is not UTF-8': (sent) => {
    const signature = new Webhook(sent.secret).sign(
      sent.headers['svix-id'] ?? '',
      new Date(Number(sent.headers['svix-timestamp']) * 1000),
      bytes(0x22, 0xff, 0x22),
    );
    return { ...withSignature(sent, () => signature), body: bytes(0x22, 0xfe, 0x22) };
  },
};

/** What we accept and `svix` refuses, for the same reason. Svix itself sends text, so this never happens. */
const oursAlsoAccepts: Readonly<Record<string, Change>> = {
  'a byte that is not UTF-8, as it was signed': (sent) => signedAgain(sent, {}, bytes(0x22, 0xff, 0x22)),
};

const groups = [
  { group: 'Both accept', kinds: bothAccept, ours: true, theirs: true },
  { group: 'Both refuse', kinds: bothRefuse, ours: false, theirs: false },
  { group: 'Only svix accepts', kinds: oursIsStricter, ours: false, theirs: true },
  { group: 'Only we accept', kinds: oursAlsoAccepts, ours: true, theirs: false },
];

describe('The signature of Crossmint', () => {
  it('is right in the vector that Standard Webhooks publishes', () => {
    const headers = {
      'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'svix-timestamp': '1614265330',
      'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const delivery = {
      headers,
      body: Buffer.from('{"test": 2432232314}'),
      receivedAt: '2021-02-25T15:02:10Z',
    };
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(checkSignature(crossmint.signature, delivery, [secret])).toBeUndefined();
  });

  it('is accepted by us in 2,000 webhooks that svix signs', () => {
    for (let number = 0; number < 2_000; number += 1) {
      const sent = signedByThem(new Dice(15, number));
      expect([number, oursAccepts(sent), theirsAccepts(sent)]).toEqual([number, true, true]);
    }
  });

  it('is accepted by svix in 2,000 webhooks that we sign', () => {
    for (let number = 0; number < 2_000; number += 1) {
      const dice = new Dice(16, number);
      const [body, secret, id] = [randomBody(dice), randomSecret(dice), randomId(dice)];
      const at = new Date(randomTime(dice) * 1000).toISOString();
      const sent = { secret, body, headers: signWebhook(crossmint.signature, { body, secret, at, id }) };
      expect([number, theirsAccepts(sent), oursAccepts(sent)]).toEqual([number, true, true]);
    }
  });
});

describe.each(groups)('$group', ({ kinds, ours, theirs }) => {
  it.each(Object.entries(kinds))('%s', (_kind, change) => {
    for (let number = 0; number < 60; number += 1) {
      const dice = new Dice(17, number);
      const sent = change(signedByThem(dice), dice);
      expect([number, oursAccepts(sent), theirsAccepts(sent)]).toEqual([number, ours, theirs]);
    }
  });
});
