import { createHmac, timingSafeEqual } from 'node:crypto';
import { tweed } from '../../lib/providers/tweed.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import type { Bench } from '../bench.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { inTurn } from '../kit/in-turn.ts';
import { sampleOf } from '../kit/statistics.ts';
import { SECRET } from '../samples/webhooks.ts';

const KILOBYTE = 1_024;
/** How often a body of this many kilobytes is checked in a round, so that a round takes about a millisecond. */
const CHECKS = new Map([
  [1, 74],
  [10, 32],
  [256, 2],
]);
/** A round is short, so most rounds are not interrupted by other programs. */
const ROUNDS = 201;
const US_PER_MS = 1_000;

export const verify: Bench = {
  name: 'verify',
  about: 'checking a signature; compared with bare node:crypto',
  inShortForm: true,
  async run() {
    const figures: Figure[] = [];
    for (const [kilobytes, checks] of CHECKS) {
      const body = Buffer.alloc(kilobytes * KILOBYTE, 'x');
      const { ours, bare } = await inTurn(ROUNDS, {
        ours: timed(checks, ourCheck(body)),
        bare: timed(checks, bareCheck(body)),
      });
      const comparison = { baseline: sampleOf(bare), goal: atMost(1.3, 'ratio') };
      figures.push(figure(`verify ${kilobytes} kB`, 'µs', sampleOf(ours), comparison));
    }
    return figures;
  },
};

function ourCheck(body: Buffer): () => unknown {
  const receivedAt = '2026-01-01T00:00:00.000Z';
  const headers = signWebhook(tweed.signature, { body, secret: SECRET, at: receivedAt });
  const delivery = { headers, body, receivedAt };
  return () => checkSignature(tweed.signature, delivery, [SECRET]);
}

function bareCheck(body: Buffer): () => unknown {
  const digest = () => createHmac('sha256', SECRET).update(body).digest();
  const signature = digest().toString('hex');
  return () => timingSafeEqual(digest(), Buffer.from(signature, 'hex'));
}

/** Microseconds of one check, on average. */
const timed = (times: number, check: () => unknown) => () => {
  const startedAt = performance.now();
  for (let time = 0; time < times; time += 1) check();
  return ((performance.now() - startedAt) / times) * US_PER_MS;
};
