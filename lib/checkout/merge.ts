import { compareText } from '../values/compare-text.ts';
import { isNonEmpty, type NonEmpty } from '../values/non-empty.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { type Checkout, checkoutOf } from './checkout.ts';
import type { CheckoutKey, HistoryEntry } from './checkout-event.ts';
import { byPosition } from './position.ts';

/**
 * The most events that a history holds. No honest checkout has nearly as many, and a row with the longest texts of every
 * provider needs up to 330 KB of DynamoDB's 400 KB. Beyond the limit, the events with the lowest positions are dropped.
 *
 * "The greatest N" is a semilattice too, so the row stays independent of the order of arrival. A limit in bytes is not: a
 * wide event that did not fit is forgotten, and then a narrow one below it fits after all. So each event is narrow
 * instead: see `fitDetails`.
 */
export const HISTORY_LIMIT = 100;

/**
 * Returns the checkout with the entries added: the union of the histories by event id, bounded to the greatest
 * positions. Commutative, associative and idempotent, whatever the order and however often an entry is given.
 *
 * @returns the same object when the entries change nothing
 */
export function mergeEntries(
  key: CheckoutKey,
  checkout: Checkout | undefined,
  entries: NonEmpty<HistoryEntry>,
): Checkout {
  const history = eachOnce(checkout ? [...checkout.history, ...entries] : entries);
  return checkout && sameEntries(checkout.history, history) ? checkout : checkoutOf(key, history);
}

/**
 * Returns each event once, those with the greatest positions if there are too many. An entry that nothing changes is
 * the same object.
 */
export function eachOnce(entries: NonEmpty<HistoryEntry>): NonEmpty<HistoryEntry> {
  const byId = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.eventId);
    byId.set(entry.eventId, known ? mergeEntry(known, entry) : entry);
  }
  const history = greatest([...byId.values()]);
  return isNonEmpty(history) ? history : entries;
}

/** Keeps the order of the entries, and of too many only those with the greatest positions. */
function greatest(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const kept = new Set(entries.toSorted(byPosition).slice(-HISTORY_LIMIT));
  return entries.filter((entry) => kept.has(entry));
}

/**
 * Two entries of one event as one. They differ when a lifecycle table has changed between two deliveries, and in what
 * only a delivery tells. The greater content wins (a known status before an unknown one, then the higher rank, then
 * more details), and of the deliveries the first. What only a newer version can read is kept whichever content wins.
 * These are maxima and a minimum, so merging stays commutative, associative and idempotent.
 *
 * @returns `known` itself when the other adds nothing
 */
function mergeEntry(known: HistoryEntry, other: HistoryEntry): HistoryEntry {
  const content = compareContent(other, known) > 0 ? other : known;
  const delivery = compareDelivery(other, known) < 0 ? other : known;
  const foreign = (other.foreign ?? '') > (known.foreign ?? '') ? other.foreign : known.foreign;
  if (content === known && delivery === known && foreign === known.foreign) return known;
  const { receivedAt, deliveryId } = delivery;
  return withoutUndefined({ ...content, receivedAt, deliveryId, foreign });
}

function compareContent(left: HistoryEntry, right: HistoryEntry): number {
  const known = Number(left.state !== 'unknown') - Number(right.state !== 'unknown');
  const details = Object.keys(left.details).length - Object.keys(right.details).length;
  return known || left.rank - right.rank || details || compareText(contentText(left), contentText(right));
}

/** Everything about an event that its deliveries share. A text that is missing sorts below every other. */
function contentText({ updatedAt, order, status, state, details }: HistoryEntry): string {
  const optional = [updatedAt, order].map((text) => text ?? '');
  return JSON.stringify([...optional, status, state, Object.entries(details).toSorted()]);
}

const compareDelivery = (left: HistoryEntry, right: HistoryEntry): number =>
  compareText(left.receivedAt, right.receivedAt) ||
  compareText(left.deliveryId ?? '', right.deliveryId ?? '');

/** Whether two histories consist of the same objects. */
export const sameEntries = (left: readonly HistoryEntry[], right: readonly HistoryEntry[]): boolean =>
  left.length === right.length && right.every((entry, index) => entry === left[index]);
