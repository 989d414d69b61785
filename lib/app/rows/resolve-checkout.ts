import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import type { Resolution } from '../../checkout/rows/checkout-row.ts';
import { resolvedRow } from '../../checkout/rows/resolve.ts';
import { attentionPolicy } from '../../providers/attention-policy.ts';
import type { Provider } from '../../providers/provider.ts';
import { viewFound } from '../read-checkouts.ts';
import { type RowStore, rewriteCheckout } from './rewrite-checkout.ts';

/**
 * Writes that a person has dealt with everything that needs attention on a checkout.
 *
 * @returns the kinds that were resolved; undefined when there is no such row
 * @throws PortFault when the table does not answer, or a newer version wrote the row
 */
export async function resolveCheckout(
  rows: RowStore,
  findProvider: (name: string) => Provider | undefined,
  key: CheckoutKey,
  by: Pick<Resolution, 'who' | 'when' | 'note'>,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const policy = attentionPolicy(findProvider, key);
  const options = { write: true, signal };
  const rewritten = await rewriteCheckout(rows, key, (seen) => resolvedRow(seen, policy, by), options);
  if (!rewritten) return undefined;
  if (rewritten.after === rewritten.before) return [];
  return viewFound({ ...rewritten.before, kind: 'readable' }, findProvider).attention.map(({ kind }) => kind);
}
