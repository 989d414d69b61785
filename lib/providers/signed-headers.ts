import { randomUUID } from 'node:crypto';
import { type Signing, signWebhook } from '../webhook/sign-webhook.ts';
import type { Provider } from './provider.ts';

/**
 * Returns the headers with which a provider sends a body now: its signature, and a new delivery id if it has one.
 * @throws RangeError when the secret or the address does not suit the provider's signature scheme
 */
export function signedHeaders(
  { signature, deliveryIdHeader }: Provider,
  signing: Pick<Signing, 'body' | 'secret' | 'url'>,
): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (deliveryIdHeader !== undefined) headers[deliveryIdHeader] = randomUUID();
  const now = { at: new Date().toISOString(), id: randomUUID() };
  return { ...headers, ...signWebhook(signature, { ...signing, ...now }) };
}
