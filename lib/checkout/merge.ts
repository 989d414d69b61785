import type { NonEmpty } from '../values/non-empty.ts';
import { type Checkout, checkoutOf } from './checkout.ts';
import type { CheckoutKey, HistoryEntry } from './checkout-event.ts';
import { byPosition } from './position.ts';

/**
 * How many events a history keeps. At most about 90 KB (DynamoDB's item limit is 400 KB), and far more than any
 * honest checkout has. Past it, the events with the lowest positions go: "the greatest N" is a semilattice too,
 * so the row stays independent of arrival order.
 */
export const HISTORY_LIMIT = 100;

/** The given entries that the checkout does not have yet, each once, in the given order. */
function newEntries(
  checkout: Checkout | undefined,
  entries: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const known = new Set(checkout?.history.map((entry) => entry.eventId));
  return entries.filter((entry) => !known.has(entry.eventId) && known.add(entry.eventId));
}

/**
 * The checkout with the entries added: set union of the histories, bounded to the greatest positions.
 * Commutative, associative and idempotent, whatever the order and however often an entry is given.
 *
 * @returns the same object when the entries change nothing
 */
export function mergeEntries(
  key: CheckoutKey,
  checkout: Checkout | undefined,
  entries: NonEmpty<HistoryEntry>,
): Checkout {
  const union = [...(checkout?.history ?? []), ...newEntries(checkout, entries)];
  const kept = new Set(union.toSorted(byPosition).slice(-HISTORY_LIMIT));
  const [first, ...rest] = union.filter((entry) => kept.has(entry));
  if (!first) return checkout ?? checkoutOf(key, entries);
  const merged = checkoutOf(key, [first, ...rest]);
  return checkout && sameEvents(checkout, merged) ? checkout : merged;
}

function sameEvents(left: Checkout, right: Checkout): boolean {
  const ids = new Set(left.history.map((entry) => entry.eventId));
  return (
    left.history.length === right.history.length && right.history.every((entry) => ids.has(entry.eventId))
  );
}
