import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import type { Table } from '../../simulation/simulated/simulated-table.ts';

/** What a row becomes. */
export type Update = (
  row: Checkout | undefined,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
) => Checkout;

/**
 * A table that writes whatever it is told, without a condition: the ground on which mistakes in ordering grow.
 * With the right update it is right, which shows that the mistakes are caught and not the table.
 *
 * @param between runs after the row was read and before it is written
 */
export function unconditionalTable(update: Update, between: () => Promise<void> = async () => {}): Table {
  const rows = new Map<string, Checkout>();
  const write = async (key: CheckoutKey, entries: NonEmpty<HistoryEntry>) => {
    const name = JSON.stringify([key.provider, key.checkoutId]);
    const before = rows.get(name);
    const row = update(before, key, entries);
    await between();
    rows.set(name, row);
    return { written: true, before: before && { checkout: before, revision: 1 } } as const;
  };
  return {
    advance: write,
    replace: (_seen, next) => write(next, next.history),
    byId: async (checkoutId) => [...rows.values()].filter((row) => row.checkoutId === checkoutId),
  };
}

/** The right merge, but owned by another event than the one that stands highest. */
export const ownedBy = (checkout: Checkout, owner: HistoryEntry): Checkout => ({
  ...checkoutOf(checkout, [owner]),
  details: checkout.details,
  history: checkout.history,
});
