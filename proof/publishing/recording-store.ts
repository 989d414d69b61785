import type { AdvanceResult, CheckoutStore, ReplaceResult, StoredCheckout } from '../../lib/app/ports.ts';
import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { keyOf } from '../../lib/checkout/checkout-event.ts';
import type { CheckoutRow } from '../../lib/checkout/rows/checkout-row.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';

/** The table in memory, with its stream: every write leaves the row as it was before and after. */
export class RecordingStore implements CheckoutStore {
  readonly rows = new MemoryCheckoutStore();
  readonly stream: RowChange[] = [];

  async advance(key: CheckoutKey, entries: NonEmpty<HistoryEntry>): Promise<AdvanceResult> {
    const before = await this.read(key);
    const result = await this.rows.advance(key, entries);
    if (result.written) await this.#record(key, before);
    return result;
  }

  async replace(seen: StoredCheckout, next: CheckoutRow): Promise<ReplaceResult> {
    const result = await this.rows.replace(seen, next);
    if (result.written) await this.#record(keyOf(next.checkout), seen);
    return result;
  }

  async read({ checkoutId, provider }: CheckoutKey): Promise<StoredCheckout | undefined> {
    const found = await this.rows.byId(checkoutId);
    const [row] = found.flatMap((one) => (one.kind === 'readable' ? [one] : []));
    return row?.checkout.provider === provider ? row : undefined;
  }

  async #record(key: CheckoutKey, before: StoredCheckout | undefined): Promise<void> {
    const after = await this.read(key);
    this.stream.push({ recordId: String(this.stream.length + 1), key, before, after });
  }
}
