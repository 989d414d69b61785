import { publishChanges } from '../../../lib/app/publish/publish-changes.ts';
import { explorePublishing, type Pair } from '../../publishing/explore-publishing.ts';
import { flaws } from '../../publishing/flawed-publishers.ts';
import { trusting } from '../../publishing/merchant.ts';
import { scenarios, streamAfter } from '../../publishing/publishing-scenarios.ts';
import { Failure } from '../../simulation/failure.ts';
import { actingOnce, type ReceiveEvent } from '../../simulation/merchant/acting-once.ts';
import { realReceiver } from '../../simulation/receiver.ts';
import { simulate } from '../../simulation/simulate.ts';
import { flawedMerchants, trustsTheWindow } from './flawed-merchants.ts';

/** A flawed publisher or merchant, in the terms of the suites that it is tried on. */
export interface FlawedSide {
  readonly name: string;
  /** The publisher, and a merchant that is a pure function. Undefined where that cannot have the flaw. */
  readonly pair?: Pair;
  readonly merchant: ReceiveEvent;
}

export const flawedPublishers: readonly FlawedSide[] = Object.entries(flaws).map(([name, flaw]) => ({
  name,
  pair: flaw,
  merchant: flaw.merchant === trusting ? trustsTheWindow : actingOnce,
}));

export const flawedMerchantSides: readonly FlawedSide[] = Object.entries(flawedMerchants).map(
  ([name, merchant]) => ({ name, merchant }),
);

/** Far more than any of them survives. */
const TRANSITIONS = 3_000;
const SEED = 1;
const MOST_FAULTS = 1;

/** Returns the promise that a simulation with a merchant finds broken; undefined when it finds none. */
export async function caughtBySimulation({ pair, merchant }: FlawedSide): Promise<string | undefined> {
  const publisher = pair ?? { publish: publishChanges };
  const receiver = { ...realReceiver, publisher, merchant };
  try {
    await simulate({ amount: { transitions: TRANSITIONS }, seed: SEED, receiver, shrinkRuns: 0 });
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.world.violation.check;
  }
}

/** Returns the first promise that some course of publishing breaks; undefined when none does. */
export async function caughtByCourses({ pair }: FlawedSide): Promise<string | undefined> {
  if (!pair) return undefined;
  for (const steps of Object.values(scenarios)) {
    const { broken } = await explorePublishing(pair, await streamAfter(steps), MOST_FAULTS);
    if (broken[0] !== undefined) return broken[0];
  }
  return undefined;
}
