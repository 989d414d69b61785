import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import type { SignatureScheme } from '../../lib/webhook/signature-scheme.ts';

/** The address of the service in tests that run in this process. */
export const PUBLIC_URL = 'http://127.0.0.1';

/**
 * Returns the headers with which a provider signs a body, and the id of the event where it is a header. The id follows
 * from the body, so that the same body is the same event.
 *
 * @param at when it signs, in ISO 8601. By default now
 * @param id the id of the event, where another body is the same event
 */
export function signedBy(
  { name, signature, eventIdHeader }: Provider,
  body: Uint8Array,
  secret: string,
  at = new Date().toISOString(),
  id = bodyDigest(body),
): Record<string, string> {
  const headers = namedHeaders(signature);
  if (eventIdHeader !== undefined) headers[eventIdHeader] = id;
  const url = `${PUBLIC_URL}/webhooks/${name}`;
  return { ...headers, ...signWebhook(signature, { body, secret, at, id, url, headers }) };
}

/** The headers that the signature names, if it names any: their values do not matter. */
function namedHeaders({ signed }: SignatureScheme): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const part of signed) {
    if (typeof part === 'string' || !('headersNamedIn' in part)) continue;
    for (const name of part.names) headers[name] = `value-of-${name}`;
  }
  return headers;
}

/** As `signedBy`, for the name of a provider. A name without a provider signs nothing. */
export function signedByName(name: string, body: Uint8Array, secret: string): Record<string, string> {
  const provider = findProvider(name);
  return provider ? signedBy(provider, body, secret) : {};
}
