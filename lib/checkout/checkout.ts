import type { NonEmpty } from '../values/non-empty.ts';
import type { CheckoutKey, HistoryEntry } from './checkout-event.ts';
import { occurredAt } from './checkout-event.ts';
import { type CheckoutDetails, fillGaps } from './details.ts';
import { byPosition, positionOf } from './position.ts';
import type { CheckoutState } from './state.ts';

/** When each state began: the time of the first event, by position, that has it. */
type StateTimes = Readonly<Partial<Record<CheckoutState, string>>>;

/** A checkout as its history determines it. Everything but `history` is derived from `history`. */
export interface Checkout extends CheckoutKey {
  readonly status: string;
  readonly state: CheckoutState;
  /** When the present state began (UTC, milliseconds). */
  readonly since: string;
  readonly stateTimes: StateTimes;
  /** The position of the event that owns the row. */
  readonly position: string;
  readonly details: CheckoutDetails;
  /** In order of arrival; every event once. */
  readonly history: NonEmpty<HistoryEntry>;
}

/**
 * The checkout that a history determines. Pure, and blind to the order of the entries: this is what makes the
 * row independent of the order in which webhooks arrive.
 *
 * @param history in any order, each event once
 */
export function checkoutOf(key: CheckoutKey, history: NonEmpty<HistoryEntry>): Checkout {
  const ascending = history.toSorted(byPosition);
  const owner = ascending.at(-1) ?? history[0];
  const stateTimes = stateTimesOf(ascending);
  return {
    checkoutId: key.checkoutId,
    provider: key.provider,
    status: owner.status,
    state: owner.state,
    since: stateTimes[owner.state] ?? occurredAt(owner),
    stateTimes,
    position: positionOf(owner),
    details: fillGaps(ascending.map((entry) => entry.details)),
    history,
  };
}

function stateTimesOf(ascending: readonly HistoryEntry[]): StateTimes {
  const descending = ascending.toReversed();
  return Object.fromEntries(descending.map((entry) => [entry.state, occurredAt(entry)]));
}
