import type { ChangeEvent } from './events/change-event.ts';
import { type SampleChange, sampleEvent } from './events/sample-event.ts';
import { notificationHeaders } from './notify/notification-headers.ts';
import type { SignedWebhook } from './providers/sending/signed-webhook.ts';

/**
 * Returns a notification about a checkout as the service sends it to your shop: a CloudEvent with the headers of
 * Standard Webhooks. The package `standardwebhooks` verifies it.
 *
 * @param change an event, such as one of `memoryCheckouts().events()`, or the parts of a change that matter
 * @param secret the signing secret, such as `whsec_bG9jYWwtc2VjcmV0`, which the local stack uses
 * @param at when it is signed; by default now. A receiver refuses what is older than five minutes
 * @throws RangeError when the secret is not base64
 * @example
 * const paid = { checkoutId: 'CCO-1', state: 'succeeded', amount: '100.25', currency: 'USD' };
 * await fetch('http://127.0.0.1:8080/paid', { method: 'POST', ...signedNotification(paid, secret) });
 */
export function signedNotification(
  change: ChangeEvent | SampleChange,
  secret: string,
  at: Date = new Date(),
): SignedWebhook {
  const event = 'specversion' in change ? change : sampleEvent(change);
  const body = JSON.stringify(event);
  const attempt = { id: event.id, body: Buffer.from(body), at: at.toISOString(), secrets: [secret] };
  const headers = notificationHeaders(attempt);
  if (!headers) throw new RangeError('The signing secret must be whsec_ and base64.');
  return { body, headers: { ...headers } };
}
