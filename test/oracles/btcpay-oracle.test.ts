/** BTCPay has no package that checks a signature. Its scheme is GitHub's, so GitHub's own package is the oracle. */

import { sign, verify } from '@octokit/webhooks-methods';
import { describe, expect, it } from 'vitest';
import { btcpay } from '../../lib/providers/btcpay.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { Dice } from '../../proof/kit/random/dice.ts';

const CASES = 2_000;
const receivedAt = '2026-01-01T00:00:00.000Z';

const drawBody = (dice: Dice): string =>
  JSON.stringify({
    type: 'InvoiceSettled',
    invoiceId: `inv-${dice.below(99)}`,
    name: 'é😀\u2028'.slice(dice.below(4)),
  });
const drawSecret = (dice: Dice): string =>
  dice.bytes(1 + dice.below(40)).toString(dice.pick(['hex', 'base64']));

const ours = (body: string, header: string, secret: string): boolean =>
  checkSignature(
    btcpay.signature,
    { body: Buffer.from(body), headers: { 'btcpay-sig': header }, receivedAt },
    [secret],
  ) === undefined;
const signed = (body: string, secret: string): string =>
  signWebhook(btcpay.signature, { body: Buffer.from(body), secret, at: receivedAt })['btcpay-sig'] ?? '';

/** Changes of the header on which both agree, whatever they say. */
const agreed: Readonly<Record<string, (header: string, dice: Dice) => string>> = {
  nothing: (header) => header,
  'no prefix': (header) => header.replace('sha256=', ''),
  'another prefix': (header) => header.replace('sha256', 'sha1'),
  'a shorter digest': (header) => header.slice(0, -2),
  'a longer digest': (header) => `${header}00`,
  'another digit': (header, dice) => {
    const at = 7 + dice.below(64);
    return header.slice(0, at) + (header[at] === '0' ? '1' : '0') + header.slice(at + 1);
  },
  'a repeated header': (header) => `${header},${header}`,
  'a space before it': (header) => ` ${header}`,
};

describe("Compared with GitHub's package", () => {
  it(`the signature of ${CASES} webhooks is the same in both directions`, async () => {
    for (let number = 0; number < CASES; number += 1) {
      const dice = new Dice(1, number);
      const [body, secret] = [drawBody(dice), drawSecret(dice)];
      const theirs = await sign(secret, body);
      expect(signed(body, secret)).toBe(theirs);
      expect([ours(body, theirs, secret), await verify(secret, body, theirs)]).toEqual([true, true]);
      expect(ours(`${body} `, theirs, secret)).toBe(false);
    }
  });

  it.each(Object.entries(agreed))('both say the same of %s', async (_name, change) => {
    for (let number = 0; number < CASES / 8; number += 1) {
      const dice = new Dice(2, number);
      const [body, secret] = [drawBody(dice), drawSecret(dice)];
      const header = change(signed(body, secret), dice);
      expect(ours(body, header, secret)).toBe(await verify(secret, body, header));
    }
  });

  it('digits in upper case are the same digest, which the package does not see', async () => {
    const header = signed('{}', 'secret').replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase());
    expect([ours('{}', header, 'secret'), await verify('secret', '{}', header)]).toEqual([true, false]);
  });

  it("GitHub's published vector is accepted", () => {
    const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(ours('Hello, World!', `sha256=${digest}`, "It's a Secret to Everybody")).toBe(true);
  });
});
