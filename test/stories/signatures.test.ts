import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';

const sources = globSync('lib/**/*.ts').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('Signatures', () => {
  // cashfree-pg-sdk-nodejs#124, razorpay-node#473: digests compared with ===, which tells by its time how far they agree.
  it('are compared in constant time, in the one file that knows how to make them', () => {
    const makers = sources.filter(({ text }) => /createHmac/.test(text));
    expect(makers.map(({ path }) => path)).toEqual(['lib/webhook/signature.ts']);
    expect(makers[0]?.text).toMatch(/some\(\(secret\) => timingSafeEqual\(/);
    expect(makers[0]?.text).not.toMatch(/(hmac|digest|claimed)\b[^\n]*===|===[^\n]*(hmac\(|claimed)/);
  });

  // aws-samples/webhooks: the check was there, and never called.
  it('are checked in one place, which is on the only way to the queue', () => {
    const callers = sources.filter(({ text }) => /checkSignature\(/.test(text)).map(({ path }) => path);
    const senders = sources.filter(({ text }) => /queue\.send\(/.test(text)).map(({ path }) => path);
    expect(callers.toSorted()).toEqual(['lib/app/receive-delivery.ts', 'lib/webhook/signature.ts']);
    expect(senders).toEqual(['lib/app/receive-delivery.ts']);
  });

  // thirdweb js#7103: a timestamp that is no number skipped the tolerance. stripe-node: ten years ahead was accepted.
  it.each(['NaN', '', '-1', '99999999999', '2099-01-01T00:00:00Z'])(
    'cover the body alone: a timestamp header of %j neither helps nor harms, for no provider of ours signs one',
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
