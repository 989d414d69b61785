import type { AttentionPolicy } from '../checkout/attention.ts';
import type { CheckoutKey } from '../checkout/checkout-event.ts';
import type { Lifecycle } from '../checkout/lifecycle.ts';
import type { Provider } from './provider.ts';

const NO_LIFECYCLE: Lifecycle = {};

/**
 * Returns what decides whether something about a checkout is out of the ordinary.
 * @param retentionDays 0 where it is not known: only consume knows how long rows are kept
 */
export const attentionPolicy = (
  findProvider: (name: string) => Provider | undefined,
  { provider, checkoutId }: CheckoutKey,
  retentionDays = 0,
): AttentionPolicy => ({ lifecycle: lifecycleOf(findProvider(provider), checkoutId), retentionDays });

/** The lifecycle of a checkout: a provider may have several kinds, told apart by how their ids begin. */
function lifecycleOf(provider: Provider | undefined, checkoutId: string): Lifecycle {
  const lifecycles = Object.entries(provider?.lifecycles ?? {});
  return lifecycles.find(([prefix]) => checkoutId.startsWith(prefix))?.[1] ?? NO_LIFECYCLE;
}
