import type { AdvanceResult, CheckoutStore, ReplaceResult, StoredCheckout } from '../../../lib/app/ports.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import { MemoryCheckoutStore } from '../../../lib/memory/memory-checkout-store.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { rowName } from '../../kit/row-name.ts';

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

  async replace(seen: StoredCheckout, next: Checkout): Promise<ReplaceResult> {
    const result = await this.#store.replace(seen, next);
    await this.#watch(next);
    return result;
  }

  async rows(): Promise<readonly Checkout[]> {
    const { items } = await this.#store.byState(CheckoutState.options, { limit: EVERY_ROW });
    return items;
  }

  async #watch(key: CheckoutKey): Promise<void> {
    const name = rowName(key);
    const rows = await this.#store.byId(key.checkoutId);
    const position = rows.find((row) => row.provider === key.provider)?.position ?? '';
    if (position < (this.#highest.get(name) ?? '')) this.regressed.push(name);
    this.#highest.set(name, position);
  }
}
