/**
 * The check of Square's signatures, compared with `square`, its own package. The package only checks, so its
 * signatures are made as its documentation says, and with our own signing.
 */

import { createHmac } from 'node:crypto';
import { WebhooksHelper } from 'square';
import { describe, expect, it } from 'vitest';
import { square } from '../../lib/providers/square.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';
import { type Arrived, bodyChanges, randomWebhook, type Sign } from './body-changes.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const SEED = 12;
const WEBHOOKS = 150;
const URL = 'https://shop.example/webhooks/square';
const receivedAt = '2026-01-01T00:00:00Z';

const asDocumented: Sign = (body, secret) =>
  createHmac('sha256', secret).update(URL).update(body).digest('base64');
const asWeSign: Sign = (body, secret) =>
  signWebhook(square.signature, { body, secret, at: receivedAt, url: URL })[
    'x-square-hmacsha256-signature'
  ] ?? '';

function oursAccepts({ body, secret, signature }: Arrived, url = URL): boolean {
  const delivery = { headers: { 'x-square-hmacsha256-signature': signature }, body, receivedAt, url };
  return checkSignature(square.signature, delivery, [secret]) === undefined;
}

/** The package takes text. */
const theirsAccepts = ({ body, secret, signature }: Arrived, url = URL): Promise<boolean> =>
  WebhooksHelper.verifySignature({
    requestBody: body.toString(),
    signatureHeader: signature,
    signatureKey: secret,
    notificationUrl: url,
  });

/** Every other way is judged alike: accepted as it was sent, and refused with any change. */
const disagreements: Readonly<Record<string, Verdict>> = {
  // We check the bytes. The package checks the text, in which every bad byte is the same U+FFFD.
  'a signed byte that is not UTF-8': 'only we accept',
  'a byte that is not UTF-8 in the place of U+FFFD': 'only they accept',
};
const accepted = ['as it was sent', 'an empty body, signed'];

/** Returns every verdict on random webhooks that arrive in this way, at this address. */
async function verdictsOn(change: (typeof bodyChanges)[string], url = URL): Promise<readonly Verdict[]> {
  const verdicts = new Set<Verdict>();
  for (const [signer, sign] of [asDocumented, asWeSign].entries()) {
    for (let number = 0; number < WEBHOOKS; number += 1) {
      const dice = new Dice(SEED + signer, number);
      const sent = randomWebhook(dice, sign);
      const arrived = { ...sent, ...change(sent, sign, dice) };
      verdicts.add(verdictOf(oursAccepts(arrived, url), await theirsAccepts(arrived, url)));
    }
  }
  return [...verdicts];
}

describe('Square’s package and we', () => {
  it.each(Object.entries(bodyChanges))('agree about %s, or differ as listed', async (name, change) => {
    const agreed = accepted.includes(name) ? 'both accept' : 'both refuse';
    expect(await verdictsOn(change)).toEqual([disagreements[name] ?? agreed]);
  });

  it.each([
    `${URL}/`,
    URL.replace('https', 'http'),
    URL.toUpperCase(),
    `${URL}?x=1`,
    URL.replace('shop', 'shop2'),
  ])('refuse a webhook that is signed for another address: %s', async (url) => {
    expect(await verdictsOn(() => ({}), url)).toEqual(['both refuse']);
  });

  // A property of the scheme: nothing is between the address and the body.
  it('accept the end of the address at the beginning of the body', async () => {
    const body = Buffer.from('{"id":1}');
    const signature = asDocumented(body, 'key');
    const moved = { body: Buffer.from(`square${body}`), secret: 'key', signature };
    const shorter = URL.slice(0, -'square'.length);
    expect([oursAccepts(moved, shorter), await theirsAccepts(moved, shorter)]).toEqual([true, true]);
  });
});

// The notification for tests in Square's own test of `WebhooksHelper`.
describe('The signature that Square publishes', () => {
  const published = {
    body: Buffer.from(
      '{"merchant_id":"MLEFBHHSJGVHD","type":"webhooks.test_notification","event_id":"ac3ac95b-f97d-458c-a6e6-18981597e05f","created_at":"2022-07-13T20:30:59.037339943Z","data":{"type":"webhooks","id":"bc368e64-01aa-407e-b46e-3231809b1129"}}',
    ),
    signature: 'GF4YkrJgGBDZ9NIYbNXBnMzqb2HoL4RW/S6vkZ9/2N4=',
    secret: 'Ibxx_5AKakO-3qeNVR61Dw',
  };
  const url = 'https://webhook.site/679a4f3a-dcfa-49ee-bac5-9d0edad886b9';

  it('is accepted, by its package too', async () => {
    expect([oursAccepts(published, url), await theirsAccepts(published, url)]).toEqual([true, true]);
  });

  it('is of a webhook that is ignored', () => {
    expect(square.parse(published.body, {})).toEqual({ kind: 'ignored', type: 'webhooks.test_notification' });
  });
});
