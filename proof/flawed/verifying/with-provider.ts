import type { Provider } from '../../../lib/providers/provider.ts';
import { findProvider, providers } from '../../../lib/providers/registry.ts';

/** Returns a `findProvider` whose providers are all changed in this way. */
export function withProvider(change: (provider: Provider) => Provider): typeof findProvider {
  const changed = new Map(providers.map((provider) => [provider.name, change(provider)]));
  return (name) => changed.get(name) ?? findProvider(name);
}

/** Returns the provider without the time that it signs, so that any time is accepted. */
export function withoutTime(provider: Provider): Provider {
  const { time: _, ...signature } = provider.signature;
  return { ...provider, signature };
}
