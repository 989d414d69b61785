import { randomUUID } from 'node:crypto';
import { type Signing, signWebhook } from '../../webhook/sign-webhook.ts';
import type { Provider } from '../provider.ts';

/**
 * Returns the headers with which a provider sends a body, by default now: its signature, and new ids of the event and
 * the delivery, where it sends them in headers.
 * @throws RangeError when the secret or the address does not suit the provider's signature scheme
 */
export function signedHeaders(
  { signature, deliveryIdHeader, eventIdHeader }: Provider,
  { at = new Date(), ...signing }: Pick<Signing, 'body' | 'secret' | 'url'> & { readonly at?: Date },
): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (deliveryIdHeader !== undefined) headers[deliveryIdHeader] = randomUUID();
  const id = randomUUID();
  if (eventIdHeader !== undefined) headers[eventIdHeader] = id;
  return { ...headers, ...signWebhook(signature, { ...signing, at: at.toISOString(), id, headers }) };
}
