import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import type { CheckoutRow } from '../../checkout/rows/checkout-row.ts';
import { rebuiltRow } from '../../checkout/rows/rebuild.ts';
import type { CheckoutView } from '../../checkout/view.ts';
import { attentionPolicy } from '../../providers/attention-policy.ts';
import type { Provider } from '../../providers/provider.ts';
import { viewFound } from '../read-checkouts.ts';
import { type RowStore, rewriteCheckout } from './rewrite-checkout.ts';

/** A checkout before and after the present lifecycle table was applied to its events. */
export interface RebuiltCheckout {
  readonly changed: boolean;
  readonly before: CheckoutView;
  readonly after: CheckoutView;
}

/**
 * Applies the present lifecycle table to the events that a row holds already.
 *
 * @param write false only computes what would be written
 * @returns undefined when there is no such row
 * @throws PortFault when the table does not answer, or a newer version wrote the row
 */
export async function rebuildCheckout(
  rows: RowStore,
  findProvider: (name: string) => Provider | undefined,
  key: CheckoutKey,
  { write, signal }: { readonly write: boolean; readonly signal: AbortSignal },
): Promise<RebuiltCheckout | undefined> {
  const policy = attentionPolicy(findProvider, key);
  const options = { write, signal };
  const rewritten = await rewriteCheckout(rows, key, (row) => rebuiltRow(row, policy), options);
  if (!rewritten) return undefined;
  const viewIn = (row: CheckoutRow): CheckoutView =>
    viewFound({ ...row, kind: 'readable', revision: 0 }, findProvider);
  return {
    changed: rewritten.after !== rewritten.before,
    before: viewIn(rewritten.before),
    after: viewIn(rewritten.after),
  };
}
