import { type CheckoutState, isFinal } from './state.ts';

/** What a provider's status means to us, and where it stands among the others. */
export interface LifecycleStep {
  readonly state: CheckoutState;
  /** Orders events that carry the same provider time, or none. 1 to 999; higher wins. */
  readonly rank: number;
}

/** A provider's statuses as data: one row for each. */
export type Lifecycle = Readonly<Record<string, LifecycleStep>>;

/**
 * The step of a status. A status that the table does not know has the state `unknown` and ranks just below
 * the first final status: it shows progress, yet can never take a final status away.
 *
 * Ranks must never change for a status once it is in use: positions are built from them.
 */
export function stepOf(lifecycle: Lifecycle, status: string): LifecycleStep {
  const known = Object.hasOwn(lifecycle, status) ? lifecycle[status] : undefined;
  return known ?? { state: 'unknown', rank: lowestFinalRank(lifecycle) - 1 };
}

function lowestFinalRank(lifecycle: Lifecycle): number {
  const finals = Object.values(lifecycle).filter((step) => isFinal(step.state));
  return Math.min(...finals.map((step) => step.rank));
}
