import type { CheckoutState } from './state.ts';

/** The meaning of a provider's status, and its order among the others. */
export interface LifecycleStep {
  readonly state: CheckoutState;
  /** Orders events that have the same provider time, or none. 1 to 999, the higher wins. */
  readonly rank: number;
}

/** A step as a provider's table lists it. */
export interface LifecycleEntry extends LifecycleStep {
  /**
   * The statuses that may follow this final one in an ordinary life, such as `SUCCEEDED` after a failed attempt where
   * a customer may try again. Any other status after a final one needs a person.
   */
  readonly mayBeFollowedBy?: readonly string[];
}

/** A provider's statuses as data: one row per status. */
export type Lifecycle = Readonly<Record<string, LifecycleEntry>>;

/**
 * The rank of every status that a table does not know. It is a constant, so that adding a status to a table never
 * moves an unknown one. Unknown words are below all known ones whatever their rank: see position.ts.
 */
const UNKNOWN_RANK = 1;

/**
 * Returns the state and the rank of a status. A status that the table does not know has the state `unknown`.
 *
 * State and rank always follow from the word and the table of the running version. When a table learns a word,
 * `checkouts rebuild` derives them anew in the rows that have it.
 */
export function stepOf(lifecycle: Lifecycle, status: string): LifecycleStep {
  const known = entryIn(lifecycle, status);
  return known ? { state: known.state, rank: known.rank } : { state: 'unknown', rank: UNKNOWN_RANK };
}

/** Whether the lifecycle says that `to` may ordinarily follow the final status `from`. */
export const isOrdinaryAfter = (lifecycle: Lifecycle, from: string, to: string): boolean =>
  entryIn(lifecycle, from)?.mayBeFollowedBy?.includes(to) ?? false;

const entryIn = (lifecycle: Lifecycle, status: string): LifecycleEntry | undefined =>
  Object.hasOwn(lifecycle, status) ? lifecycle[status] : undefined;
