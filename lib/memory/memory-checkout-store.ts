import type {
  CheckoutReader,
  CheckoutStore,
  Page,
  PageRequest,
  StatePageRequest,
  StoredCheckout,
  WriteResult,
} from '../app/ports.ts';
import { type Checkout, checkoutOf } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../checkout/merge.ts';
import { positionOf } from '../checkout/position.ts';
import type { CheckoutState } from '../checkout/state.ts';
import { compareText } from '../values/compare-text.ts';
import type { NonEmpty } from '../values/non-empty.ts';

/** The table in process: the same two conditional writes, each atomic. */
export class MemoryCheckoutStore implements CheckoutStore, CheckoutReader {
  readonly #rows = new Map<string, StoredCheckout>();

  async advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>): Promise<WriteResult> {
    const current = this.#rows.get(rowKey(key));
    if (current && !standsBelow(current.checkout, entries)) return { written: false, current };
    const history: NonEmpty<HistoryEntry> = current ? [...current.checkout.history, ...entries] : entries;
    return this.#write(checkoutOf(key, history), current);
  }

  async replace(seen: StoredCheckout, next: Checkout): Promise<WriteResult> {
    const current = this.#rows.get(rowKey(next));
    return current?.revision === seen.revision ? this.#write(next, current) : { written: false, current };
  }

  async byId(checkoutId: string): Promise<readonly Checkout[]> {
    return this.#find((row) => row.checkoutId === checkoutId);
  }

  async byReference(reference: string, page: PageRequest): Promise<Page<Checkout>> {
    return pageOf(
      this.#find((row) => row.details.reference === reference),
      page,
    );
  }

  async byState(states: readonly CheckoutState[], page: StatePageRequest): Promise<Page<Checkout>> {
    const rows = this.#find((row) => states.includes(row.state));
    const ascending = rows.toSorted((a, b) => compareText(a.since, b.since));
    return pageOf(page.order === 'oldest_first' ? ascending : ascending.toReversed(), page);
  }

  #write(row: Checkout, before: StoredCheckout | undefined): WriteResult {
    this.#rows.set(rowKey(row), { checkout: row, revision: (before?.revision ?? 0) + 1 });
    return { written: true, row };
  }

  #find(wanted: (row: Checkout) => boolean): readonly Checkout[] {
    return [...this.#rows.values()].map(({ checkout }) => checkout).filter(wanted);
  }
}

const rowKey = ({ checkoutId, provider }: CheckoutKey): string => JSON.stringify([checkoutId, provider]);

const standsBelow = (row: Checkout, entries: NonEmpty<HistoryEntry>): boolean =>
  entries.every((entry) => row.position < positionOf(entry)) &&
  row.history.length + entries.length <= HISTORY_LIMIT;

function pageOf<T>(rows: readonly T[], { limit, cursor = '0' }: PageRequest): Page<T> {
  const end = Number(cursor) + limit;
  return { items: rows.slice(Number(cursor), end), ...(end < rows.length && { cursor: String(end) }) };
}
