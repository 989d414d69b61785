import type { ParsedCheckout, Provider } from '../../../lib/providers/provider.ts';
import { findProvider } from '../../../lib/providers/registry.ts';

/** Changes what was read from a body. */
type Change = (checkout: ParsedCheckout, body: Uint8Array) => ParsedCheckout;

/** Returns a `findProvider` whose providers read every webhook about a checkout a little wrong. */
export function withParse(change: Change): (name: string) => Provider | undefined {
  return (name) => {
    const provider = findProvider(name);
    return provider && changedProvider(provider, change);
  };
}

function changedProvider(provider: Provider, change: Change): Provider {
  return {
    ...provider,
    parse: (body, headers) => {
      const parsed = provider.parse(body, headers);
      return parsed.kind === 'checkout' ? { ...change(parsed, body), kind: 'checkout' } : parsed;
    },
  };
}
