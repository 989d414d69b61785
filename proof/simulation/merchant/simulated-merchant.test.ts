/** A short simulation of everything from the provider to the parcel. `npm run soak -- --transitions N` is the long one. */

import { beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import type { Tally } from '../world/tally.ts';

/** Any other seed would do. `npm run soak` takes a new one each time. */
const SEED = 1;
const TRANSITIONS = 1_000;
const TIMEOUT_MS = 240_000;

describe('A thousand published changes while everything goes wrong that can', () => {
  let tally: Tally;
  beforeAll(async () => {
    tally = await simulate({ amount: { transitions: TRANSITIONS }, seed: SEED });
  }, TIMEOUT_MS);

  it('are published in order, known to the merchant in the end, and shipped exactly once if they are paid', () => {
    expect(tally.transitions).toBeGreaterThanOrEqual(TRANSITIONS);
    expect(tally.parcels).toBeGreaterThan(0);
    // What is contradicted between the claim and the parcel is for a person.
    expect(tally.parcels).toBeLessThanOrEqual(tally.claims);
  });

  it.each(['claims', 'republished', 'crashes', 'failures', 'disturbances'] as const)(
    'include many cases of: %s',
    (name) => {
      expect(tally[name]).toBeGreaterThan(100);
    },
  );
});
