import type { Headers } from '../webhook/headers.ts';
import { secretKeys } from '../webhook/secret-keys.ts';
import { signWebhook } from '../webhook/sign-webhook.ts';
import { standardWebhooks } from '../webhook/standard-webhooks.ts';

/** How our own webhooks are signed: Standard Webhooks, with keys in base64 after `whsec_`. */
export const notifySignature = standardWebhooks('webhook', ['whsec']);

/** One attempt to send an event. */
interface Attempt {
  /** The id of the event. It is the same for every attempt. */
  readonly id: string;
  /** The event in JSON, exactly as it was published. */
  readonly body: Uint8Array;
  /** When this attempt is made, in ISO 8601. */
  readonly at: string;
  /** All active secrets. During a rotation there are two, and both sign. */
  readonly secrets: readonly string[];
}

/**
 * Returns the headers of a notification, or undefined when no secret can sign. A secret that is not base64 is skipped,
 * so a mistake during a rotation does not stop the other one.
 *
 * The content type is `application/json`, because frameworks hand out the raw body of that type in particular, and the
 * signature covers the raw body. `specversion` in the body says that it is a CloudEvent.
 */
export function notificationHeaders({ id, body, at, secrets }: Attempt): Headers | undefined {
  const usable = secrets.filter((secret) => secretKeys(notifySignature, secret).length > 0);
  const signed = usable.map((secret) => signWebhook(notifySignature, { id, body, at, secret }));
  const signatures = signed.map((headers) => headers[notifySignature.header]);
  if (signatures.length === 0) return undefined;
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'checkout-webhooks',
    ...signed[0],
    [notifySignature.header]: signatures.join(' '),
  };
}
