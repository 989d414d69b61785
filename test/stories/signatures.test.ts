/** Stories of systems whose signature check was missing, leaky or could be skipped. Each is named above its test. */

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { PUBLIC_URL, signedBy } from '../../proof/kit/signed-by.ts';

const sources = globSync('lib/**/*.ts').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('Signatures', () => {
  // cashfree-pg-sdk-nodejs#124, razorpay-node#473: digests were compared with ===, whose duration tells how far they agree.
  it('are compared in constant time, in the only file that computes them', () => {
    const makers = sources.filter(({ text }) => /createHmac/.test(text));
    expect(makers.map(({ path }) => path)).toEqual(['lib/webhook/signature.ts']);
    expect(makers[0]?.text).toMatch(/some\(\(claimed\) => timingSafeEqual\(/);
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
    'do not depend on a timestamp header of %j where the provider signs none',
    (timestamp) => {
      const body = Buffer.from('{}');
      for (const provider of providers.filter(({ signature }) => signature.time === undefined)) {
        const extra = { timestamp, 'webhook-timestamp': timestamp, 'x-timestamp': timestamp };
        const url = `${PUBLIC_URL}/webhooks/${provider.name}`;
        const delivery = { body, receivedAt: '2026-01-01T00:00:00Z', url };
        const check = (headers: Headers) =>
          checkSignature(provider.signature, { ...delivery, headers }, ['s']);
        expect(check({ ...signedBy(provider, body, 's'), ...extra })).toBeUndefined();
        expect(check(extra)).toBe('signature_missing');
      }
    },
  );
});
