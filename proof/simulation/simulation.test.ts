/** A short simulation. `npm run soak` is the long one. */

import { beforeAll, describe, expect, it } from 'vitest';
import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import { RandomChooser } from './choosing/random-chooser.ts';
import { ReplayChooser } from './choosing/replay-chooser.ts';
import { drawPlan } from './plan/plan.ts';
import { realReceiver } from './receiver.ts';
import { simulate } from './simulate.ts';
import type { Tally } from './world/tally.ts';
import { World } from './world/world.ts';

/** Any other seed would do. `npm run soak` takes a new one each time. */
const SEED = 1;
const DELIVERIES = 100_000;
const TIMEOUT_MS = 240_000;

describe('A hundred thousand deliveries while everything goes wrong that can', () => {
  let tally: Tally;
  beforeAll(async () => {
    tally = await simulate({ amount: { deliveries: DELIVERIES }, seed: SEED });
  }, TIMEOUT_MS);

  it('are neither lost nor regressed, duplicated or forged', () => {
    expect(tally.deliveries).toBeGreaterThanOrEqual(DELIVERIES);
    expect(tally.acknowledged).toBeGreaterThan(DELIVERIES / 4);
  });

  it.each(['forged', 'crashes', 'failures', 'disturbances', 'buried', 'redriven', 'givenUp'] as const)(
    'include many cases of: %s',
    (name) => {
      expect(tally[name]).toBeGreaterThan(200);
    },
  );
});

describe('A simulated world', () => {
  const runOf = async (seed: number) => {
    const chooser = new RandomChooser(seed);
    const world = new World({ receiver: realReceiver, chooser, plan: drawPlan(chooser), isShown: true });
    return { ...(await world.run()), taken: chooser.taken };
  };

  it('is the same each time for the same seed, step by step', async () => {
    expect(await runOf(4711)).toEqual(await runOf(4711));
  });

  it('is different for another seed', async () => {
    expect((await runOf(4711)).schedule).not.toEqual((await runOf(4712)).schedule);
  });

  it(
    'now and then has a checkout with more events than a history keeps, both ordered and disordered',
    async () => {
      const plans = Array.from({ length: 1_000 }, (_, index) => drawPlan(new RandomChooser(SEED + index)));
      const long = plans.filter(({ webhooks }) => webhooks.length > HISTORY_LIMIT);
      expect(long.length).toBeGreaterThan(1);
      for (const plan of long.slice(0, 2)) {
        for (const chooser of [new RandomChooser(SEED), new ReplayChooser([])]) {
          const world = new World({ receiver: realReceiver, chooser, plan, isShown: false });
          expect((await world.run()).violation).toBeUndefined();
        }
      }
    },
    TIMEOUT_MS,
  );
});
