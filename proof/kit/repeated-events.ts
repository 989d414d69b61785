import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';

/** Returns whether an event occurs more than once in a history. */
export function hasRepeatedEvents(history: readonly Pick<HistoryEntry, 'eventId'>[]): boolean {
  const ids = new Set(history.map(({ eventId }) => eventId));
  return ids.size < history.length;
}
