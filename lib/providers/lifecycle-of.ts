import type { Lifecycle } from '../checkout/lifecycle.ts';
import type { Provider } from './provider.ts';

const NO_LIFECYCLE: Lifecycle = {};

/** The lifecycle of a checkout: a provider may have several kinds, told apart by how their ids begin. */
export function lifecycleOf(provider: Provider | undefined, checkoutId: string): Lifecycle {
  const lifecycles = Object.entries(provider?.lifecycles ?? {});
  return lifecycles.find(([prefix]) => checkoutId.startsWith(prefix))?.[1] ?? NO_LIFECYCLE;
}
