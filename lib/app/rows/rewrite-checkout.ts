import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import type { CheckoutRow } from '../../checkout/rows/checkout-row.ts';
import { type CheckoutReader, type CheckoutStore, PortFault, type StoredCheckout } from '../ports.ts';
import { MAX_WRITES, overtaken } from './overtaken.ts';

/** The result of rewriting a row. `before` and `after` are equal objects when nothing changed. */
export interface Rewritten {
  readonly before: StoredCheckout;
  readonly after: CheckoutRow;
}

type RowReader = Pick<CheckoutReader, 'byId'>;

/** Rows to read and to rewrite. */
export interface RowStore {
  readonly reader: RowReader;
  readonly store: CheckoutStore;
}

/**
 * Reads a row, makes a new one of it and writes that, unless nothing changes. If another writer is faster, it starts
 * again from the new row, so it is safe beside live traffic and may be interrupted at any time.
 *
 * @param next returns the same object when nothing changes
 * @param write false only computes what would be written
 * @returns undefined when there is no such row
 * @throws PortFault when the table does not answer, or a newer version wrote the row
 */
export async function rewriteCheckout(
  { reader, store }: RowStore,
  key: CheckoutKey,
  next: (row: StoredCheckout) => CheckoutRow,
  { write, signal }: { readonly write: boolean; readonly signal: AbortSignal },
): Promise<Rewritten | undefined> {
  let before = await readRow(reader, key);
  for (let writes = 0; writes < MAX_WRITES; writes += 1) {
    if (!before) return undefined;
    const after = next(before);
    if (after === before || !write) return { before, after };
    const result = await store.replace(before, after, signal);
    if (result.written) return { before, after };
    before = result.current;
  }
  throw overtaken();
}

async function readRow(reader: RowReader, key: CheckoutKey): Promise<StoredCheckout | undefined> {
  for (const found of await reader.byId(key.checkoutId)) {
    if (found.kind === 'unreadable') {
      if (found.provider === key.provider) throw new PortFault('A newer version wrote the row.');
    } else if (found.checkout.provider === key.provider) return found;
  }
  return undefined;
}
