/** Stripe's own package as the judge of our check of its signatures. docs/providers/stripe.md lists where they differ. */

import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { stripe } from '../../lib/providers/stripe.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { BODY, type SignatureScheme } from '../../lib/webhook/signature-scheme.ts';
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

const TOLERANCE = 300;
const BOM = Buffer.from('\ufeff');
const { webhooks } = new Stripe('sk_test_1');

const isOurs = ({ body, header, secret, now }: Signed): boolean =>
  checkSignature(
    stripe.signature,
    { headers: { 'stripe-signature': header }, body, receivedAt: new Date(now).toISOString() },
    [secret],
  ) === undefined;

function isTheirs({ body, header, secret, now }: Signed): boolean {
  try {
    return webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE, undefined, now) ?? false;
  } catch {
    return false;
  }
}

interface Drawn extends Signed {
  /** The time in the header. */
  readonly t: number;
  readonly digest: string;
}

const digestOf = (secret: string, t: string | number, body: string | Buffer): string =>
  createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');

/** Returns a webhook as Stripe's package signs it, up to five minutes before it arrives. */
function draw(dice: Dice, age = dice.below(TOLERANCE + 1)): Drawn {
  const payload = drawBody(dice);
  const secret = `whsec_${hexDigits(dice, 32)}`;
  const t = 1_600_000_000 + dice.below(300_000_000);
  const header = webhooks.generateTestHeaderString({ payload, secret, timestamp: t });
  const now = (t + age) * 1000 + dice.below(1000);
  return { body: Buffer.from(payload), header, secret, now, t, digest: digestOf(secret, t, payload) };
}

/** Returns the same webhook with another header, body or time. */
const altered = (dice: Dice, change: (drawn: Drawn) => Partial<Signed>, age?: number): Signed => {
  const drawn = draw(dice, age);
  return { ...drawn, ...change(drawn) };
};

const change = (
  verdict: Change['verdict'],
  alter: (drawn: Drawn, dice: Dice) => Partial<Signed>,
): Change => ({
  verdict,
  of: (dice) => altered(dice, (drawn) => alter(drawn, dice)),
});

const agreed: Readonly<Record<string, Change>> = {
  'nothing is changed': change('both accept', () => ({})),
  'the body has one more byte': change('both refuse', ({ body }) => ({
    body: Buffer.concat([body, Buffer.from(' ')]),
  })),
  'the body has one byte less': change('both refuse', ({ body }) => ({ body: body.subarray(1) })),
  'another secret': change('both refuse', ({ secret }) => ({ secret: `${secret}0` })),
  'the secret without whsec_': change('both refuse', ({ secret }) => ({ secret: secret.slice(6) })),
  'another digit of the digest': change('both refuse', ({ t, digest }, dice) => ({
    header: `t=${t},v1=${withOtherDigit(digest, dice)}`,
  })),
  'a digest that is cut': change('both refuse', ({ header }, dice) => ({
    header: header.slice(0, -1 - dice.below(60)),
  })),
  'a digest in base64': change('both refuse', ({ t, digest }) => ({
    header: `t=${t},v1=${Buffer.from(digest, 'hex').toString('base64')}`,
  })),
  'another time': change('both refuse', ({ t, digest }) => ({ header: `t=${t - 1},v1=${digest}` })),
  'a time in milliseconds': change('both refuse', ({ t, digest }) => ({ header: `t=${t}000,v1=${digest}` })),
  'no time': change('both refuse', ({ digest }) => ({ header: `v1=${digest}` })),
  'no header': change('both refuse', () => ({ header: '' })),
  'another version': change('both refuse', ({ header }) => ({ header: header.replace('v1', 'v0') })),
  'the version in upper case': change('both refuse', ({ header }) => ({
    header: header.replace('v1', 'V1'),
  })),
  'a space after the comma': change('both refuse', ({ header }) => ({ header: header.replace(',', ', ') })),
  'other separators': change('both refuse', ({ header }) => ({ header: header.replace(',', ';') })),
  'too old': {
    verdict: 'both refuse',
    of: (dice) => draw(dice, TOLERANCE + 1 + dice.below(100_000)),
  },
  'as old as it may be': { verdict: 'both accept', of: (dice) => draw(dice, TOLERANCE) },
  'from the near future': { verdict: 'both accept', of: (dice) => draw(dice, -1 - dice.below(TOLERANCE)) },
  'a wrong digest first': change('both accept', ({ t, digest }, dice) => ({
    header: `t=${t},v1=${hexDigits(dice, 64)},v1=${digest}`,
  })),
  'a wrong digest last': change('both accept', ({ header }, dice) => ({
    header: `${header},v1=${hexDigits(dice, 64)}`,
  })),
  'a digest that is no digest first': change('both accept', ({ t, digest }) => ({
    header: `t=${t},v1=x,v1=${digest}`,
  })),
  'the digest before the time': change('both accept', ({ t, digest }) => ({ header: `v1=${digest},t=${t}` })),
  'a digest of an older version': change('both accept', ({ header }, dice) => ({
    header: `${header},v0=${hexDigits(dice, 64)}`,
  })),
  'an empty body that was signed': change('both accept', ({ t, secret }) => ({
    body: Buffer.alloc(0),
    header: `t=${t},v1=${digestOf(secret, t, '')}`,
  })),
};

/** Ours is stricter: the package accepts what nobody signed, or what Stripe never sends. */
const stricter: Readonly<Record<string, Change>> = {
  'from the far future': {
    verdict: 'only they accept',
    of: (dice) => draw(dice, -TOLERANCE - 1 - dice.below(300_000_000)),
  },
  'the time twice': change('only they accept', ({ header, t }) => ({ header: `t=${t + 9},${header}` })),
  'the header twice, joined': change('only they accept', ({ header }) => ({
    header: `${header},${header}`,
  })),
  'letters after the time': change('only they accept', ({ t, digest }) => ({
    header: `t=${t}abc,v1=${digest}`,
  })),
  'a space before the time': change('only they accept', ({ t, digest }) => ({
    header: `t= ${t},v1=${digest}`,
  })),
  'a zero before the time': change('only they accept', ({ t, digest }) => ({
    header: `t=0${t},v1=${digest}`,
  })),
  'a byte-order mark that was not signed': change('only they accept', ({ body }) => ({
    body: Buffer.concat([BOM, body]),
  })),
  'a bad byte for a replacement character': change('only they accept', ({ t, secret }) => ({
    body: Buffer.from([0x22, 0xff, 0x22]),
    header: `t=${t},v1=${digestOf(secret, t, '"\ufffd"')}`,
  })),
  'a comma at the end': change('only they accept', ({ header }) => ({ header: `${header},` })),
  'a field without a value': change('only they accept', ({ header }) => ({ header: `${header},v2` })),
  'more after the digest': change('only they accept', ({ header }) => ({ header: `${header}=00` })),
};

/** Ours accepts exactly the bytes that were signed, and either case of a digit. Nobody without the secret can do that. */
const looser: Readonly<Record<string, Change>> = {
  'digits in upper case': change('only we accept', ({ t, digest }) => ({
    // A digest without a letter is the same in both cases. There is one in 10^13.
    header: `t=${t},v1=${digest.toUpperCase()}`,
  })),
  'a byte-order mark that was signed': change('only we accept', ({ t, secret, body }) => {
    const marked = Buffer.concat([BOM, body]);
    return { body: marked, header: `t=${t},v1=${digestOf(secret, t, marked)}` };
  }),
  'a bad byte that was signed': change('only we accept', ({ t, secret }) => {
    const bad = Buffer.from([0x22, 0xff, 0x22]);
    return { body: bad, header: `t=${t},v1=${digestOf(secret, t, bad)}` };
  }),
  'a zero before the time that was signed': change('only we accept', ({ t, secret, body }) => ({
    header: `t=0${t},v1=${digestOf(secret, `0${t}`, body)}`,
  })),
};

describe('The signature of Stripe', () => {
  it('is accepted by us in 2,000 webhooks that Stripe’s package signed', async () => {
    const verdicts = new Map<string, number>();
    for (let number = 0; number < 2_000; number += 1) {
      const verdict = await judge(draw(new Dice(1, number)), isOurs, isTheirs);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect(Object.fromEntries(verdicts)).toEqual({ 'both accept': 2_000 });
  });

  it('is accepted by Stripe’s package in 2,000 webhooks that we signed, and is the same text', () => {
    const refused: number[] = [];
    for (let number = 0; number < 2_000; number += 1) {
      const drawn = draw(new Dice(2, number));
      const at = new Date(drawn.t * 1000 + 999).toISOString();
      const { 'stripe-signature': header = '' } = signWebhook(stripe.signature, { ...drawn, at });
      if (header !== drawn.header || !isTheirs({ ...drawn, header })) refused.push(number);
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

  // As published in the tests of the package. They sign a text alone, without a time.
  it.each([
    ['', 'f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd'],
    ['{"obj1":"hello","obj2":"world"}', 'bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363'],
    ['\u{1f600}', '837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43'],
  ])('has the digest that Stripe published for %j', (payload, digest) => {
    const ofBodyAlone: SignatureScheme = { ...stripe.signature, signed: [BODY] };
    const ours = signWebhook(ofBodyAlone, { body: Buffer.from(payload), secret: 'test_secret', at: '' });
    expect(ours).toEqual({ 'stripe-signature': `v1=${digest}` });
  });
});
