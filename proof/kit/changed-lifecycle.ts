import { type Lifecycle, stepOf } from '../../lib/checkout/lifecycle.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import type { Provider } from '../../lib/providers/provider.ts';

/** Returns the provider as a version with other lifecycle tables has it. */
export function withChangedLifecycles(
  provider: Provider,
  change: (lifecycle: Lifecycle) => Lifecycle,
): Provider {
  const lifecycles: Record<string, Lifecycle> = {};
  for (const [prefix, lifecycle] of Object.entries(provider.lifecycles))
    lifecycles[prefix] = change(lifecycle);
  const changed = { ...provider, lifecycles };
  return {
    ...changed,
    parse: (body, headers) => {
      const parsed = provider.parse(body, headers);
      if (parsed.kind !== 'checkout') return parsed;
      const key = { checkoutId: parsed.checkoutId, provider: provider.name };
      const { lifecycle } = attentionPolicy(() => changed, key);
      return { ...parsed, ...stepOf(lifecycle, parsed.status) };
    },
  };
}
