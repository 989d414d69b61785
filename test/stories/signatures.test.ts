/** Stories of systems whose signature check was missing, leaky or could be skipped. Each is named above its test. */

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';

const sources = globSync('lib/**/*.ts').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('Signatures', () => {
  // cashfree-pg-sdk-nodejs#124, razorpay-node#473: digests were compared with ===, whose duration tells how far they agree.
  it('are compared in constant time, in the only file that computes them', () => {
    const makers = sources.filter(({ text }) => /createHmac/.test(text));
    expect(makers.map(({ path }) => path)).toEqual(['lib/webhook/signature.ts']);
    expect(makers[0]?.text).toMatch(/some\(\(secret\) => timingSafeEqual\(/);
    expect(makers[0]?.text).not.toMatch(/(hmac|digest|claimed)\b[^\n]*===|===[^\n]*(hmac\(|claimed)/);
  });

  // aws-samples/webhooks: the check existed, but nobody called it.
  it('are checked in one file, which is also the only one that sends to the queue', () => {
    const callers = sources.filter(({ text }) => /checkSignature\(/.test(text)).map(({ path }) => path);
    const senders = sources.filter(({ text }) => /queue\.send\(/.test(text)).map(({ path }) => path);
    expect(callers.toSorted()).toEqual(['lib/app/receive-delivery.ts', 'lib/webhook/signature.ts']);
    expect(senders).toEqual(['lib/app/receive-delivery.ts']);
  });

  // thirdweb js#7103: a timestamp that was not a number skipped the tolerance. stripe-node: ten years ahead was accepted.
  it.each(['NaN', '', '-1', '99999999999', '2099-01-01T00:00:00Z'])(
    'cover the body alone: a timestamp header of %j has no influence, because no provider here signs one',
    (timestamp) => {
      const body = Buffer.from('{}');
      for (const { signature, sign } of providers) {
        const headers = { timestamp, 'webhook-timestamp': timestamp, 'x-timestamp': timestamp };
        expect(checkSignature(signature, { ...sign(body, 's'), ...headers }, body, ['s'])).toBeUndefined();
        expect(checkSignature(signature, headers, body, ['s'])).toBe('signature_missing');
      }
    },
  );
});
