import type { StoredCheckout } from '../../../lib/app/ports.ts';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { StoredFact } from '../../../lib/checkout/rows/checkout-row.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Table } from '../../simulation/simulated/simulated-table.ts';

/** Returns the new row. */
export type Update = (
  row: Checkout | undefined,
  key: CheckoutKey,
  entries: NonEmpty<HistoryEntry>,
) => Checkout;

/**
 * A table that writes without a condition, for receivers with mistakes in ordering. With the right update it passes
 * the suites, so the suites catch the mistakes and not this table.
 *
 * @param between called after the row was read and before it is written
 */
export function unconditionalTable(update: Update, between: () => Promise<void> = async () => {}): Table {
  const rows = new Map<string, StoredCheckout>();
  const write = async (
    key: CheckoutKey,
    entries: NonEmpty<HistoryEntry>,
    openFacts?: readonly StoredFact[],
  ) => {
    const name = rowName(key);
    const before = rows.get(name);
    const checkout = update(before?.checkout, key, entries);
    await between();
    rows.set(name, { checkout, openFacts: openFacts ?? before?.openFacts ?? [], revision: 1 });
    return { written: true, before } as const;
  };
  return {
    advance: (key, entries) => write(key, entries),
    replace: async (_seen, { checkout, openFacts }) => {
      await write(checkout, checkout.history, openFacts);
      return { written: true };
    },
    // No merchant claims from it.
    claim: async () => false,
    byId: async (checkoutId) => {
      const found = [...rows.values()].filter((row) => row.checkout.checkoutId === checkoutId);
      return found.map((row) => ({ ...row, kind: 'readable' }));
    },
  };
}

/** Returns a checkout with all its events that another event owns than the one with the highest position. */
export const ownedBy = (checkout: Checkout, owner: HistoryEntry): Checkout => ({
  ...checkoutOf(checkout, [owner]),
  details: checkout.details,
  history: checkout.history,
});
