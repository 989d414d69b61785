import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailure } from '../failure/command-failure.ts';
import type { Delivery, DeliveryState } from './notify-mapping.ts';

/** What changes the delivery. */
export interface ChangeableDelivery {
  state(): Promise<DeliveryState>;
  /** @returns false if another change is under way */
  ask(isEnabled: boolean): Promise<boolean>;
}

export interface ChangeOptions {
  readonly pauseMs: number;
  readonly timeoutMs: number;
  /** Stops the waiting. What was asked for happens all the same. */
  readonly signal: AbortSignal;
  readonly onWait: (delivery: Delivery, waitedMs: number) => void;
}

export interface ChangedDelivery extends DeliveryState {
  /** False if it was so before. */
  readonly changed: boolean;
}

/**
 * Pauses or resumes, and waits until that is done. A change that somebody else has begun is waited for first.
 * @throws CommandFailure if it is not done in time, or if the waiting was stopped
 */
export async function changeDelivery(
  mapping: ChangeableDelivery,
  wanted: 'on' | 'paused',
  options: ChangeOptions,
): Promise<ChangedDelivery> {
  const start = performance.now();
  let hasAsked = false;
  for (;;) {
    const state = await mapping.state();
    if (state.delivery === wanted) return { ...state, changed: hasAsked };
    const isSettled = state.delivery === 'on' || state.delivery === 'paused';
    if (isSettled && !hasAsked) hasAsked = await mapping.ask(wanted === 'on');
    const waitedMs = performance.now() - start;
    if (options.signal.aborted)
      throw new CommandFailure('interrupted', `Interrupted. ${stillChanging(state.delivery)}`);
    if (waitedMs > options.timeoutMs)
      throw new CommandFailure('still_changing', stillChanging(state.delivery));
    options.onWait(state.delivery, waitedMs);
    await sleep(options.pauseMs, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

const stillChanging = (delivery: Delivery): string =>
  `The delivery is ${delivery}. See how it goes with: npx checkout-webhooks notify status`;
