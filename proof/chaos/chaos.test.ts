/** A short chaos run. `npm run chaos` is the long one. */

import { describe, expect, it } from 'vitest';
import { runChaos } from './chaos-run.ts';

const options = {
  webhooks: 2_000,
  checkouts: 500,
  seed: 20_261_122,
  perSecond: 100,
  rest: 0.5,
  waitsForMerchant: false,
};

describe('The local stack as processes that are killed, frozen and cut off', () => {
  it('loses, regresses, duplicates and forges nothing', { timeout: 240_000 }, async () => {
    const { findings, faults, traffic } = await runChaos(options);
    expect(findings).toEqual([]);
    expect(Object.keys(faults)).toEqual(
      expect.arrayContaining([
        'kills of the consumer',
        'kills of the queue',
        'kills of the publisher',
        'kills of the notifier',
        'kills of the merchant',
      ]),
    );
    expect(traffic['acknowledged']).toBeGreaterThan(options.webhooks);
  });
});
