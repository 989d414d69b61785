/** Paddle's own package as the judge of our check of its signatures. docs/providers/paddle.md lists where they differ. */

import { createHmac } from 'node:crypto';
import { Paddle } from '@paddle/paddle-node-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paddle } from '../../lib/providers/paddle.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';
import {
  type Change,
  drawBody,
  hexDigits,
  judge,
  misjudged,
  type Signed,
  withOtherDigit,
} from './compared.ts';

/** The package allows 5 seconds, to the millisecond. We allow 300 whole seconds. */
const THEIR_TOLERANCE = 5;
const TOLERANCE = 300;
const { webhooks } = new Paddle('pdl_1');

const isOurs = ({ body, header, secret, now }: Signed): boolean =>
  checkSignature(
    paddle.signature,
    { headers: { 'paddle-signature': header }, body, receivedAt: new Date(now).toISOString() },
    [secret],
  ) === undefined;

/** The package looks at the clock, and wants the body as text. */
async function isTheirs({ body, header, secret, now }: Signed): Promise<boolean> {
  vi.setSystemTime(now);
  try {
    return await webhooks.isSignatureValid(body.toString(), secret, header);
  } catch {
    return false;
  }
}

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

interface Drawn extends Signed {
  /** The time in the header. */
  readonly ts: number;
  readonly digest: string;
}

const digestOf = (secret: string, ts: string | number, body: string | Buffer): string =>
  createHmac('sha256', secret).update(`${ts}:`).update(body).digest('hex');

/** Returns a webhook as Paddle's documentation signs it, up to four seconds before it arrives. */
function draw(dice: Dice, age = dice.below(THEIR_TOLERANCE)): Drawn {
  const body = Buffer.from(drawBody(dice));
  const secret = `pdl_ntfset_${hexDigits(dice, 26)}_${hexDigits(dice, 32)}`;
  const ts = 1_600_000_000 + dice.below(300_000_000);
  const digest = digestOf(secret, ts, body);
  const now = (ts + age) * 1000 + dice.below(1000);
  return { body, header: `ts=${ts};h1=${digest}`, secret, now, ts, digest };
}

const change = (
  verdict: Change['verdict'],
  alter: (drawn: Drawn, dice: Dice) => Partial<Signed>,
): Change => ({
  verdict,
  of: (dice) => {
    const drawn = draw(dice);
    return { ...drawn, ...alter(drawn, dice) };
  },
});

const agreed: Readonly<Record<string, Change>> = {
  'nothing is changed': change('both accept', () => ({})),
  'the body has one more byte': change('both refuse', ({ body }) => ({
    body: Buffer.concat([body, Buffer.from(' ')]),
  })),
  'the body has one byte less': change('both refuse', ({ body }) => ({ body: body.subarray(1) })),
  'a byte-order mark that was not signed': change('both refuse', ({ body }) => ({
    body: Buffer.concat([Buffer.from('\ufeff'), body]),
  })),
  'a byte-order mark that was signed': change('both accept', ({ ts, secret, body }) => {
    const marked = Buffer.concat([Buffer.from('\ufeff'), body]);
    return { body: marked, header: `ts=${ts};h1=${digestOf(secret, ts, marked)}` };
  }),
  'an empty body that was signed': change('both accept', ({ ts, secret }) => ({
    body: Buffer.alloc(0),
    header: `ts=${ts};h1=${digestOf(secret, ts, '')}`,
  })),
  'another secret': change('both refuse', ({ secret }) => ({ secret: `${secret}0` })),
  'another digit of the digest': change('both refuse', ({ ts, digest }, dice) => ({
    header: `ts=${ts};h1=${withOtherDigit(digest, dice)}`,
  })),
  'a digest that is cut': change('both refuse', ({ header }, dice) => ({
    header: header.slice(0, -1 - dice.below(60)),
  })),
  'another time': change('both refuse', ({ ts, digest }) => ({ header: `ts=${ts + 1};h1=${digest}` })),
  'no time': change('both refuse', ({ digest }) => ({ header: `h1=${digest}` })),
  'no digest': change('both refuse', ({ ts }) => ({ header: `ts=${ts}` })),
  'no header': change('both refuse', () => ({ header: '' })),
  'another version': change('both refuse', ({ header }) => ({ header: header.replace('h1', 'h2') })),
  'names in upper case': change('both refuse', ({ header }) => ({ header: header.replace('h1', 'H1') })),
  'a space after the semicolon': change('both refuse', ({ header }) => ({
    header: header.replace(';', '; '),
  })),
  'other separators': change('both refuse', ({ header }) => ({ header: header.replace(';', ',') })),
  'too old': { verdict: 'both refuse', of: (dice) => draw(dice, TOLERANCE + 1 + dice.below(100_000)) },
  'from the near future': { verdict: 'both accept', of: (dice) => draw(dice, -1 - dice.below(TOLERANCE)) },
  'a wrong digest first': change('both accept', ({ ts, digest }, dice) => ({
    header: `ts=${ts};h1=${hexDigits(dice, 64)};h1=${digest}`,
  })),
  'the digest before the time': change('both accept', ({ ts, digest }) => ({
    header: `h1=${digest};ts=${ts}`,
  })),
  'a digest of another version': change('both accept', ({ header }, dice) => ({
    header: `${header};h2=${hexDigits(dice, 64)}`,
  })),
};

/** Ours is stricter: the package accepts what nobody signed, or what Paddle never sends. */
const stricter: Readonly<Record<string, Change>> = {
  'from the far future': {
    verdict: 'only they accept',
    of: (dice) => draw(dice, -TOLERANCE - 1 - dice.below(300_000_000)),
  },
  'the time twice': change('only they accept', ({ header, ts }) => ({ header: `ts=${ts + 9};${header}` })),
  'letters after the time': change('only they accept', ({ ts, digest }) => ({
    header: `ts=${ts}abc;h1=${digest}`,
  })),
  'a space before the time': change('only they accept', ({ ts, digest }) => ({
    header: `ts= ${ts};h1=${digest}`,
  })),
  'a zero before the time': change('only they accept', ({ ts, digest }) => ({
    header: `ts=0${ts};h1=${digest}`,
  })),
  'a bad byte for a replacement character': change('only they accept', ({ ts, secret }) => ({
    body: Buffer.from([0x22, 0xff, 0x22]),
    header: `ts=${ts};h1=${digestOf(secret, ts, '"\ufffd"')}`,
  })),
  'a semicolon at the end': change('only they accept', ({ header }) => ({ header: `${header};` })),
  'a field without a value': change('only they accept', ({ header }) => ({ header: `${header};h2` })),
  'more after the digest': change('only they accept', ({ header }) => ({ header: `${header}=00` })),
};

/** Signed with the key all the same. docs/providers/paddle.md says why the tolerance is longer. */
const looser: Readonly<Record<string, Change>> = {
  'older than the package allows': {
    verdict: 'only we accept',
    of: (dice) => draw(dice, THEIR_TOLERANCE + 1 + dice.below(TOLERANCE - THEIR_TOLERANCE)),
  },
  'a wrong digest last': change('only we accept', ({ header }, dice) => ({
    header: `${header};h1=${hexDigits(dice, 64)}`,
  })),
  'digits in upper case': change('only we accept', ({ ts, digest }) => ({
    header: `ts=${ts};h1=${digest.toUpperCase()}`,
  })),
  'a bad byte that was signed': change('only we accept', ({ ts, secret }) => {
    const bad = Buffer.from([0x22, 0xff, 0x22]);
    return { body: bad, header: `ts=${ts};h1=${digestOf(secret, ts, bad)}` };
  }),
  'a zero before the time that was signed': change('only we accept', ({ ts, secret, body }) => ({
    header: `ts=0${ts};h1=${digestOf(secret, `0${ts}`, body)}`,
  })),
};

describe('The signature of Paddle', () => {
  it('is accepted by both in 2,000 webhooks that are signed as Paddle documents it', async () => {
    const verdicts = new Map<string, number>();
    for (let number = 0; number < 2_000; number += 1) {
      const verdict = await judge(draw(new Dice(1, number)), isOurs, isTheirs);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect(Object.fromEntries(verdicts)).toEqual({ 'both accept': 2_000 });
  });

  it('is accepted by Paddle’s package in 2,000 webhooks that we signed', async () => {
    const refused: number[] = [];
    for (let number = 0; number < 2_000; number += 1) {
      const drawn = draw(new Dice(2, number));
      const at = new Date(drawn.ts * 1000 + 999).toISOString();
      const { 'paddle-signature': header = '' } = signWebhook(paddle.signature, { ...drawn, at });
      if (header !== drawn.header || !(await isTheirs({ ...drawn, header }))) refused.push(number);
    }
    expect(refused).toEqual([]);
  });

  it.each([
    ['agrees with', agreed],
    ['is stricter than', stricter],
    ['takes more, but nothing unsigned, than', looser],
  ])('%s the package as listed, in 1,400 webhooks that were altered', async (_how, changes) => {
    expect(await misjudged(changes, { count: 1_400, seed: 3 }, isOurs, isTheirs)).toEqual([]);
  });

  // As published in the tests of the package.
  const list = '{"data": ["1", "2"]}';
  const ofList = 'ts=1698796800;h1=a300428748dce5c70e4da19bffd60769591ea969c99dea3105d0ec9612cf43f9';
  const ofValue = '28981e941fae76e53db32f3d2a83cb69db41476595e84e1970a1b5d98f62b261';
  it.each([
    ['a list', list, ofList, 'VALID_SECRET', true],
    [
      'several digests',
      '{"data": "value"}',
      `ts=1698796800;h1=${ofValue};h1=${ofValue};h2=RANDOM_HASH`,
      'VALID_SECRET',
      true,
    ],
    ['another secret', list, ofList, 'INVALID_VALID_SECRET', false],
    ['another time', list, ofList.replace('1698796800', '9876'), 'VALID_SECRET', false],
    ['more spaces', '{ "data": [ "1", "2" ]}', ofList, 'VALID_SECRET', false],
    ['no digest', list, 'ts=1234;h1=invalid_signature', 'VALID_SECRET', false],
    ['no fields', list, 'invalid_header', 'VALID_SECRET', false],
  ])('is judged as published: %s', async (_what, text, header, secret, isRight) => {
    const signed = { body: Buffer.from(text), header, secret, now: 1_698_796_805_000 };
    expect(isOurs(signed)).toBe(isRight);
    expect(await isTheirs(signed)).toBe(isRight);
  });
});
