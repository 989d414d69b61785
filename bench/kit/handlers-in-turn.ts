import type { Bundle } from './deployed-bundle.ts';
import { inChild } from './in-child.ts';

export interface TurnOrder<Name extends string = string> {
  readonly bundles: Readonly<Record<Name, Bundle>>;
  /** Each round is a list of events, which each handler gets one after the other. */
  readonly rounds: readonly (readonly object[])[];
  /** How many rounds at the beginning do not count. */
  readonly warmUp: number;
}

export interface RoundTimes {
  readonly elapsedMs: number;
  /** Milliseconds of computing by all threads of the process. */
  readonly computingMs: number;
}

/**
 * Calls bundled handlers in turn, round after round, in one warm process. Returns the times of each round by name.
 *
 * @throws Error when a handler throws or does not take an event
 */
export const handlersInTurn = <Name extends string>(
  order: TurnOrder<Name>,
  variables: Readonly<Record<string, string>>,
): Promise<Record<Name, readonly RoundTimes[]>> =>
  inChild('handlers-in-turn-child.ts', { parameters: [], variables, message: order });
