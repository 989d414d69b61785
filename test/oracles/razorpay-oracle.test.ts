/**
 * The check of Razorpay's signatures, compared with `razorpay`, its own package. The package only checks, so its
 * signatures are made as its documentation says, and with our own signing.
 */

import { createHmac } from 'node:crypto';
import { validateWebhookSignature } from 'razorpay/dist/utils/razorpay-utils.js';
import { expect, it } from 'vitest';
import { razorpay } from '../../lib/providers/razorpay.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';
import { type Arrived, bodyChanges, randomWebhook, type Sign } from './body-changes.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const SEED = 12;
const WEBHOOKS = 250;
const receivedAt = '2026-01-01T00:00:00Z';

const asDocumented: Sign = (body, secret) => createHmac('sha256', secret).update(body).digest('hex');
const asWeSign: Sign = (body, secret) =>
  signWebhook(razorpay.signature, { body, secret, at: receivedAt })['x-razorpay-signature'] ?? '';

function oursAccepts({ body, secret, signature }: Arrived): boolean {
  const delivery = { headers: { 'x-razorpay-signature': signature }, body, receivedAt };
  return checkSignature(razorpay.signature, delivery, [secret]) === undefined;
}

/** The package wants text, and decodes a buffer that it gets instead. */
const theirsAccepts = ({ body, secret, signature }: Arrived): boolean =>
  validateWebhookSignature(body.toString(), signature, secret);

/** Every other way is judged alike: accepted as it was sent, and refused with any change. */
const disagreements: Readonly<Record<string, Verdict>> = {
  // The digits of the same number. It needs the secret all the same.
  'the signature in upper case': 'only we accept',
  // We check the bytes. The package checks the text, in which every bad byte is the same U+FFFD.
  'a signed byte that is not UTF-8': 'only we accept',
  'a byte that is not UTF-8 in the place of U+FFFD': 'only they accept',
};
const accepted = ['as it was sent', 'an empty body, signed'];

it.each(Object.entries(bodyChanges))(
  'Razorpay’s package and we agree about %s, or differ as listed',
  (name, change) => {
    const verdicts = new Set<Verdict>();
    for (const [signer, sign] of [asDocumented, asWeSign].entries()) {
      for (let number = 0; number < WEBHOOKS; number += 1) {
        const dice = new Dice(SEED + signer, number);
        const sent = randomWebhook(dice, sign);
        const arrived = { ...sent, ...change(sent, sign, dice) };
        verdicts.add(verdictOf(oursAccepts(arrived), theirsAccepts(arrived)));
      }
    }
    const agreed = accepted.includes(name) ? 'both accept' : 'both refuse';
    expect([...verdicts]).toEqual([disagreements[name] ?? agreed]);
  },
);
