import type {
  AdvanceResult,
  CheckoutReader,
  CheckoutStore,
  Page,
  PageRequest,
  ReplaceResult,
  StatePageRequest,
  StoredCheckout,
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

  async advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>): Promise<AdvanceResult> {
    const before = this.#rows.get(rowKey(key));
    if (before && !isBelow(before.checkout, entries)) return { written: false, current: before };
    const history: NonEmpty<HistoryEntry> = before ? [...before.checkout.history, ...entries] : entries;
    this.#write(checkoutOf(key, history), before);
    return { written: true, before };
  }

  async replace(seen: StoredCheckout, next: Checkout): Promise<ReplaceResult> {
    const current = this.#rows.get(rowKey(next));
    if (current?.revision !== seen.revision) return { written: false, current };
    this.#write(next, current);
    return { written: true };
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

  #write(row: Checkout, before: StoredCheckout | undefined): void {
    this.#rows.set(rowKey(row), { checkout: row, revision: (before?.revision ?? 0) + 1 });
  }

  #find(wanted: (row: Checkout) => boolean): readonly Checkout[] {
    return [...this.#rows.values()].map(({ checkout }) => checkout).filter(wanted);
  }
}

const rowKey = ({ checkoutId, provider }: CheckoutKey): string => JSON.stringify([checkoutId, provider]);

const isBelow = (row: Checkout, entries: NonEmpty<HistoryEntry>): boolean =>
  entries.every((entry) => row.position < positionOf(entry)) &&
  row.history.length + entries.length <= HISTORY_LIMIT;

function pageOf<T>(rows: readonly T[], { limit, cursor = '0' }: PageRequest): Page<T> {
  const end = Number(cursor) + limit;
  return { items: rows.slice(Number(cursor), end), ...(end < rows.length && { cursor: String(end) }) };
}
