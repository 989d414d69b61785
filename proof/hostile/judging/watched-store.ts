import type { AdvanceResult, CheckoutStore, ReplaceResult, StoredCheckout } from '../../../lib/app/ports.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { CheckoutRow } from '../../../lib/checkout/rows/checkout-row.ts';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import { MemoryCheckoutStore } from '../../../lib/memory/memory-checkout-store.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { rowName } from '../../kit/row-name.ts';
import { readableCheckout } from '../../kit/rows.ts';

const EVERY_ROW = 1_000_000;

/** A table that reports every row whose position went down. */
export class WatchedStore implements CheckoutStore {
  readonly #store = new MemoryCheckoutStore();
  readonly #highest = new Map<string, string>();
  /** The names of the rows whose position went down. */
  readonly regressed: string[] = [];

  async advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>): Promise<AdvanceResult> {
    const result = await this.#store.advance(key, entries);
    await this.#watch(key);
    return result;
  }

  async replace(seen: StoredCheckout, next: CheckoutRow): Promise<ReplaceResult> {
    const result = await this.#store.replace(seen, next);
    await this.#watch(next.checkout);
    return result;
  }

  async rows(): Promise<readonly Checkout[]> {
    const { items } = await this.#store.byState(CheckoutState.options, { limit: EVERY_ROW });
    return items.map(readableCheckout);
  }

  async #watch({ checkoutId, provider }: CheckoutKey): Promise<void> {
    const rows = await this.#store.byId(checkoutId);
    const row = rows.map(readableCheckout).find((each) => each.provider === provider);
    const position = row?.position ?? '';
    const key = rowName({ checkoutId, provider });
    if (position < (this.#highest.get(key) ?? '')) this.regressed.push(key);
    this.#highest.set(key, position);
  }
}
