import {
  type AdvanceResult,
  type CheckoutCounter,
  type CheckoutReader,
  type CheckoutStore,
  type ClaimStore,
  type CountedList,
  type FoundCheckout,
  InvalidCursor,
  type Page,
  type PageRequest,
  type ReplaceResult,
  type SortedPageRequest,
  type StoredCheckout,
} from '../app/ports.ts';
import { type Checkout, checkoutOf } from '../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../checkout/merge.ts';
import { positionOf } from '../checkout/position.ts';
import type { CheckoutRow, StoredClaim } from '../checkout/rows/checkout-row.ts';
import type { CheckoutState } from '../checkout/state.ts';
import { compareText } from '../values/compare-text.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import { withoutUndefined } from '../values/without-undefined.ts';

type OnWrite = (before: StoredCheckout | undefined, after: StoredCheckout) => void;

/** The table in process: the same two conditional writes, each atomic. */
export class MemoryCheckoutStore implements CheckoutStore, CheckoutReader, CheckoutCounter, ClaimStore {
  readonly #rows = new Map<string, StoredCheckout>();
  readonly #onWrite: OnWrite;

  /** @param onWrite receives every write, except claims, which change nothing that an event says */
  constructor(onWrite: OnWrite = () => undefined) {
    this.#onWrite = onWrite;
  }

  async advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>): Promise<AdvanceResult> {
    const before = this.#rows.get(nameOf(key));
    if (before && !isBelow(before.checkout, entries)) return { written: false, current: before };
    const history: NonEmpty<HistoryEntry> = before ? [...before.checkout.history, ...entries] : entries;
    this.#write({ openFacts: [], ...before, checkout: checkoutOf(key, history) }, before);
    return { written: true, before };
  }

  async replace(seen: StoredCheckout, next: CheckoutRow): Promise<ReplaceResult> {
    const current = this.#rows.get(nameOf(next.checkout));
    if (current?.revision !== seen.revision) return { written: false, current };
    this.#write(next, current);
    return { written: true };
  }

  async claim(key: CheckoutKey, revision: number, purpose: string, claim: StoredClaim): Promise<boolean> {
    const current = this.#rows.get(nameOf(key));
    if (current?.revision !== revision || current.claims?.[purpose] !== undefined) return false;
    this.#rows.set(nameOf(key), { ...current, claims: { ...current.claims, [purpose]: claim } });
    return true;
  }

  async byId(checkoutId: string): Promise<readonly FoundCheckout[]> {
    return this.#find(({ checkout }) => checkout.checkoutId === checkoutId);
  }

  async byReference(reference: string, page: PageRequest): Promise<Page<FoundCheckout>> {
    const rows = this.#find(({ checkout }) => checkout.details.reference === reference);
    return pageOf(rows, `reference ${reference}`, page);
  }

  async byState(states: readonly CheckoutState[], page: SortedPageRequest): Promise<Page<FoundCheckout>> {
    const rows = this.#find(({ checkout }) => states.includes(checkout.state));
    return sortedPage(rows, `states ${states.join()}`, page);
  }

  async byAttention(page: SortedPageRequest): Promise<Page<FoundCheckout>> {
    const rows = this.#find(({ openFacts }) => openFacts.length > 0);
    return sortedPage(rows, 'attention', page);
  }

  async all(page: PageRequest): Promise<Page<FoundCheckout>> {
    return pageOf(
      this.#find(() => true),
      'all',
      page,
    );
  }

  async count(list: CountedList, atMost: number): Promise<number> {
    const isListed = ({ checkout, openFacts }: StoredCheckout): boolean =>
      list === 'attention' ? openFacts.length > 0 : checkout.state === list;
    return Math.min(atMost, this.#find(isListed).length);
  }

  #write(row: CheckoutRow, before: StoredCheckout | undefined): void {
    const kept = withoutUndefined({ claims: before?.claims });
    const after = { ...row, ...kept, revision: (before?.revision ?? 0) + 1 };
    this.#rows.set(nameOf(row.checkout), after);
    this.#onWrite(before, after);
  }

  #find(wanted: (row: StoredCheckout) => boolean): readonly (FoundCheckout & StoredCheckout)[] {
    const found: (FoundCheckout & StoredCheckout)[] = [];
    for (const row of this.#rows.values()) if (wanted(row)) found.push({ ...row, kind: 'readable' });
    return found;
  }
}

const nameOf = ({ checkoutId, provider }: CheckoutKey): string => JSON.stringify([checkoutId, provider]);

const isBelow = (row: Checkout, entries: NonEmpty<HistoryEntry>): boolean =>
  entries.every((entry) => row.position < positionOf(entry)) &&
  row.history.length + entries.length <= HISTORY_LIMIT;

/** Rows are sorted by when their state began, and those that share a time by their names: no order is left open. */
function sortedPage(
  rows: readonly (FoundCheckout & StoredCheckout)[],
  list: string,
  page: SortedPageRequest,
): Page<FoundCheckout> {
  const latestFirst = page.order !== 'oldest_first';
  const sorted = rows.toSorted((left, right) => {
    const order =
      compareText(left.checkout.since, right.checkout.since) ||
      compareText(nameOf(left.checkout), nameOf(right.checkout));
    return latestFirst ? -order : order;
  });
  return pageOf(sorted, `${list} ${latestFirst}`, page);
}

/** A cursor names its list and the last row that was listed. */
function pageOf(
  rows: readonly (FoundCheckout & StoredCheckout)[],
  list: string,
  { limit, cursor }: PageRequest,
): Page<FoundCheckout> {
  const start = cursor === undefined ? 0 : startAfter(rows, list, cursor);
  const items = rows.slice(start, start + limit);
  const last = items.at(-1);
  if (!last || start + limit >= rows.length) return { items };
  return { items, cursor: JSON.stringify([list, nameOf(last.checkout)]) };
}

function startAfter(rows: readonly StoredCheckout[], list: string, cursor: string): number {
  const last = rows.findIndex(({ checkout }) => JSON.stringify([list, nameOf(checkout)]) === cursor);
  if (last < 0) throw new InvalidCursor('The cursor is not from this list. Start again without it.');
  return last + 1;
}
