import * as z from 'zod/mini';
import { HistoryEntry } from '../../checkout/checkout-event.ts';
import type { Headers } from '../../webhook/headers.ts';
import type { ParsedCheckout, Provider } from '../provider.ts';

/**
 * Returns the id of an event: the provider's own from the body, else from its header, else the SHA-256 of the body, which
 * a retry repeats. A header that cannot be an id is not used.
 *
 * @param headers those that were kept of the delivery
 * @param bodyDigest as `bodyDigest` returns it
 */
export function webhookEventId(
  { eventIdHeader }: Provider,
  { eventId }: ParsedCheckout,
  headers: Headers,
  bodyDigest: string,
): string {
  if (eventId !== undefined) return eventId;
  const id = eventIdHeader === undefined ? undefined : headers[eventIdHeader];
  return z.safeParse(HistoryEntry.shape.eventId, id).data ?? bodyDigest;
}
