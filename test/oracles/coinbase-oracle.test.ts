/** The check of Coinbase's signatures, compared with `hook0-client`, the package of the service that signs for Coinbase. */

import { createHmac } from 'node:crypto';
import { verifyWebhookSignatureWithCurrentTime } from 'hook0-client';
import { describe, expect, it } from 'vitest';
import { coinbase } from '../../lib/providers/coinbase.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';

const receivedAt = '2026-01-01T00:00:00.900Z';
const now = Math.floor(Date.parse(receivedAt) / 1000);
const TOLERANCE = 300;

/** A webhook that is signed as Coinbase documents it, with any headers in `h`. */
interface Sent {
  readonly secret: string;
  readonly t: string;
  readonly names: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A webhook as it arrives. */
interface Arrived {
  readonly signature: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly secret: string;
}

const headerNames = ['content-type', 'x-event-id', 'x-event-type', 'user-agent', 'x-request-id'];

const randomText = (dice: Dice, letters = 'abcXYZ0189-_/;='): string =>
  Array.from({ length: 1 + dice.below(20) }, () => dice.pick([...letters])).join('');

function randomBody(dice: Dice): Buffer {
  if (dice.happens(30)) return dice.bytes(1 + dice.below(60));
  const start = dice.happens(20) ? '\uFEFF' : '';
  return Buffer.from(
    `${start}${JSON.stringify({ id: randomText(dice), note: dice.pick(['é', '🦀', '.', '']) })}`,
  );
}

function randomSent(dice: Dice): Sent {
  const headers = Object.fromEntries(headerNames.map((name) => [name, randomText(dice)]));
  const names = dice.shuffled(headerNames).slice(0, 2 + dice.below(3));
  const t = String(now - TOLERANCE + dice.below(2 * TOLERANCE + 1));
  return { secret: randomText(dice), t, names, headers, body: randomBody(dice) };
}

const valuesOf = ({ names, headers }: Sent): readonly string[] => names.map((name) => headers[name] ?? '');

const digestOf = (sent: Sent, values = valuesOf(sent)): string =>
  createHmac('sha256', sent.secret)
    .update(`${sent.t}.${sent.names.join(' ')}.${values.join('.')}.`)
    .update(sent.body)
    .digest('hex');

function arrived(sent: Sent, changes: Partial<Arrived> = {}): Arrived {
  const signature = `t=${sent.t},v0=${'0'.repeat(64)},h=${sent.names.join(' ')},v1=${digestOf(sent)}`;
  return { signature, headers: sent.headers, body: sent.body, secret: sent.secret, ...changes };
}

function oursAccepts({ signature, headers, body, secret }: Arrived): boolean {
  const delivery = { headers: { ...headers, 'x-hook0-signature': signature }, body, receivedAt };
  return checkSignature(coinbase.signature, delivery, [secret]) === undefined;
}

function theirsAccepts({ signature, headers, body, secret }: Arrived): boolean {
  try {
    const time = new Date(receivedAt);
    const known = new Headers(headers);
    return verifyWebhookSignatureWithCurrentTime(signature, body, known, secret, TOLERANCE, time) === true;
  } catch {
    return false;
  }
}

/** Replaces a part of the signature header. */
const rewritten = (sent: Sent, from: string | RegExp, to: string): Arrived => {
  const whole = arrived(sent);
  const signature = whole.signature.replace(from, to);
  if (signature === whole.signature) throw new Error(`${from} is not in ${signature}`);
  return { ...whole, signature };
};

const without = (headers: Sent['headers'], name: string): Sent['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));

const first = ({ names }: Sent): string => names[0] ?? '';
const flipped = (bytes: Buffer, at: number): Buffer =>
  Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
const atTime = (sent: Sent, seconds: number): Arrived => arrived({ ...sent, t: String(now + seconds) });

type Change = (sent: Sent, dice: Dice) => Arrived;

/** What both accept. */
const bothAccept: Readonly<Record<string, Change>> = {
  'a time of 300 s before': (sent) => atTime(sent, -TOLERANCE),
  'a time of 300 s after': (sent) => atTime(sent, TOLERANCE),
  'an upper-case digest': (sent) => rewritten(sent, /[0-9a-f]{64}$/, digestOf(sent).toUpperCase()),
  'no v0': (sent) => rewritten(sent, /v0=0+,/, ''),
  'a header twice in h': (sent) => arrived({ ...sent, names: [...sent.names, first(sent)] }),
  'another value of a header that is not in h': (sent) =>
    arrived(sent, { headers: { ...sent.headers, 'x-other': 'changed' } }),
  'a bad digest before the good one': (sent) => rewritten(sent, 'v1=', `v1=${'0'.repeat(64)},v1=`),
  // A property of the scheme: the values are joined with a character that they may contain.
  'a full stop that moves to the next header': (sent) => {
    const [one = '', two = ''] = sent.names;
    const before = { ...sent, headers: { ...sent.headers, [one]: 'a', [two]: 'b.c' } };
    return arrived(before, { headers: { ...before.headers, [one]: 'a.b', [two]: 'c' } });
  },
};

/** What both refuse. */
const bothRefuse: Readonly<Record<string, Change>> = {
  'a time of 301 s before': (sent) => atTime(sent, -TOLERANCE - 1),
  'a time of 301 s after': (sent) => atTime(sent, TOLERANCE + 1),
  'another time': (sent) => rewritten(sent, /^t=\d+/, `t=${Number(sent.t) + 1}`),
  'a changed byte': (sent, dice) => arrived(sent, { body: flipped(sent.body, dice.below(sent.body.length)) }),
  'a byte more': (sent) => arrived(sent, { body: Buffer.concat([sent.body, Buffer.from(' ')]) }),
  'a byte-order mark more': (sent) =>
    arrived(sent, { body: Buffer.concat([Buffer.from('\uFEFF'), sent.body]) }),
  'another value of a header in h': (sent) =>
    arrived(sent, { headers: { ...sent.headers, [first(sent)]: `${sent.headers[first(sent)]}x` } }),
  'a header in h that is missing': (sent) => arrived(sent, { headers: without(sent.headers, first(sent)) }),
  'names in another order': (sent) =>
    rewritten(sent, /h=[^,]+/, `h=${[...sent.names.slice(1), first(sent)].join(' ')}`),
  'a name less': (sent) => rewritten(sent, /h=[^,]+/, `h=${sent.names.slice(1).join(' ')}`),
  'two spaces between names': (sent) => rewritten(sent, /h=(\S+) /, 'h=$1  '),
  'upper-case names that were signed': (sent) => {
    const names = sent.names.map((name) => name.toUpperCase());
    return arrived(sent, {
      signature: `t=${sent.t},h=${names.join(' ')},v1=${digestOf({ ...sent, names }, valuesOf(sent))}`,
    });
  },
  'another secret': (sent) => arrived(sent, { secret: `${sent.secret}x` }),
  'a changed digit': (sent) => rewritten(sent, /.$/, digestOf(sent).endsWith('0') ? '1' : '0'),
  'a digit less': (sent) => rewritten(sent, /.$/, ''),
  'two digits more': (sent) => rewritten(sent, /$/, '00'),
  'an empty digest': (sent) => rewritten(sent, /v1=.*/, 'v1='),
  'no time': (sent) => rewritten(sent, /t=\d+,/, ''),
  'no h': (sent) => rewritten(sent, /h=[^,]+,/, ''),
  'another name for v1': (sent) => rewritten(sent, 'v1=', 'V1='),
};

/** What `hook0-client` accepts and we refuse. */
const oursIsStricter: Readonly<Record<string, Change>> = {
  'a header in h that was missing when it was signed': (sent) =>
    arrived(sent, {
      headers: without(sent.headers, first(sent)),
      signature: `t=${sent.t},h=${sent.names.join(' ')},v1=${digestOf(sent, valuesOf(sent).slice(1))}`,
    }),
  'no header in h': (sent) => arrived({ ...sent, names: [] }),
  'text after the time': (sent) => rewritten(sent, /^t=(\d+)/, 't=$1abc'),
  'a zero before the time': (sent) => rewritten(sent, /^t=/, 't=0'),
  'spaces between fields': (sent) => rewritten(sent, /,/g, ', '),
  'upper-case names that were signed in lower case': (sent) =>
    rewritten(sent, /h=[^,]+/, `h=${sent.names.join(' ').toUpperCase()}`),
  'a time twice': (sent) => rewritten(sent, /^/, 't=1,'),
  'a field without a value': (sent) => rewritten(sent, /^/, 'junk,'),
  'text after the digest': (sent) => rewritten(sent, /$/, 'zz'),
  'another assignment after the digest': (sent) => rewritten(sent, /$/, '=00'),
  'only v0': (sent) => {
    const digest = createHmac('sha256', sent.secret).update(`${sent.t}.`).update(sent.body).digest('hex');
    return arrived(sent, { signature: `t=${sent.t},v0=${digest}` });
  },
};

/** What we accept and `hook0-client` refuses. Two digests are two keys of a rotation, and it looks at the last one only. */
const oursAlsoAccepts: Readonly<Record<string, Change>> = {
  'a bad digest after the good one': (sent) => rewritten(sent, /$/, `,v1=${'0'.repeat(64)}`),
};

const groups = [
  { group: 'Both accept', kinds: bothAccept, ours: true, theirs: true },
  { group: 'Both refuse', kinds: bothRefuse, ours: false, theirs: false },
  { group: 'Only hook0-client accepts', kinds: oursIsStricter, ours: false, theirs: true },
  { group: 'Only we accept', kinds: oursAlsoAccepts, ours: true, theirs: false },
];

describe('The signature of Coinbase Business', () => {
  // From the tests of Hook0's own server and clients.
  it.each([
    [
      'h=x-event-id x-event-type,v1=bc521546ba5de381b12f135782d2008b028c3065c191760b12b76850a8fc8f51',
      { 'x-event-id': '1a01cb48-5142-4d9b-8f90-d20cca61f0ee', 'x-event-type': 'service.resource.verb' },
    ],
    [
      'h=x-test x-test2,v1=493c35f05443fdb74cb99fd4f00e0e7653c2ab6b24fbc97f4a7bd4d56b31758a',
      { 'x-test': 'val1', 'x-test2': 'val2' },
    ],
  ])('is right in the vector %s that Hook0 publishes', (signature, values) => {
    const headers = { ...values, 'x-hook0-signature': `t=1636936200,${signature}` };
    const delivery = { headers, body: Buffer.from('hello !'), receivedAt: '2021-11-15T00:30:00Z' };
    expect(checkSignature(coinbase.signature, delivery, ['secret'])).toBeUndefined();
    expect(checkSignature(coinbase.signature, delivery, ['other'])).toBe('signature_mismatch');
  });

  it('is accepted by us and by hook0-client in 2,000 webhooks signed as documented', () => {
    for (let number = 0; number < 2_000; number += 1) {
      const sent = arrived(randomSent(new Dice(12, number)));
      expect([number, oursAccepts(sent), theirsAccepts(sent)]).toEqual([number, true, true]);
    }
  });

  it('is accepted by hook0-client in 2,000 webhooks that we sign', () => {
    for (let number = 0; number < 2_000; number += 1) {
      const { headers, body, secret, t } = randomSent(new Dice(13, number));
      const at = new Date(Number(t) * 1000).toISOString();
      const signature =
        signWebhook(coinbase.signature, { body, secret, at, headers })['x-hook0-signature'] ?? '';
      const sent = { signature, headers, body, secret };
      expect([number, theirsAccepts(sent), oursAccepts(sent)]).toEqual([number, true, true]);
    }
  });
});

describe.each(groups)('$group', ({ kinds, ours, theirs }) => {
  it.each(Object.entries(kinds))('%s', (_kind, change) => {
    for (let number = 0; number < 60; number += 1) {
      const dice = new Dice(14, number);
      const sent = change(randomSent(dice), dice);
      expect([number, oursAccepts(sent), theirsAccepts(sent)]).toEqual([number, ours, theirs]);
    }
  });
});
