import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';

/**
 * Returns the headers with which a provider signs a body.
 * @param at when it signs, in ISO 8601. By default now
 */
export const signedBy = (
  { name, signature }: Provider,
  body: Uint8Array,
  secret: string,
  at = new Date().toISOString(),
): Record<string, string> =>
  signWebhook(signature, { body, secret, at, id: 'msg_1', url: `http://127.0.0.1/webhooks/${name}` });

/** As `signedBy`, for the name of a provider. A name without a provider signs nothing. */
export function signedByName(name: string, body: Uint8Array, secret: string): Record<string, string> {
  const provider = findProvider(name);
  return provider ? signedBy(provider, body, secret) : {};
}
