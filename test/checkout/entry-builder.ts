import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';

export const aKey: CheckoutKey = { checkoutId: 'CCO-1', provider: 'inqud' };

let sequence = 0;

/** An entry of which a test names only what it is about. Each has an id of its own unless one is given. */
export function anEntry(given: Partial<HistoryEntry> = {}): HistoryEntry {
  sequence += 1;
  return {
    eventId: `event-${sequence}`,
    status: 'NEW',
    state: 'pending',
    rank: 10,
    receivedAt: '2026-01-01T00:00:00.000Z',
    details: {},
    ...given,
  };
}
