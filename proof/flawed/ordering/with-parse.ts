import type { ParsedCheckout, ParsedWebhook, Provider } from '../../../lib/providers/provider.ts';
import { findProvider } from '../../../lib/providers/registry.ts';

/** The registry, with every webhook about a checkout read a little wrong. */
export const withParse =
  (change: (checkout: ParsedCheckout, body: Uint8Array) => ParsedCheckout) =>
  (name: string): Provider | undefined => {
    const provider = findProvider(name);
    return provider && { ...provider, parse: (body) => changed(provider.parse(body), body, change) };
  };

const changed = (
  parsed: ParsedWebhook,
  body: Uint8Array,
  change: (checkout: ParsedCheckout, body: Uint8Array) => ParsedCheckout,
): ParsedWebhook => (parsed.kind === 'checkout' ? { ...change(parsed, body), kind: 'checkout' } : parsed);
