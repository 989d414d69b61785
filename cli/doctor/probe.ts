import type { Provider } from '../../lib/providers/provider.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import { postWebhook, type WebhookAnswer } from '../webhooks/post-webhook.ts';
import { webhookToSend } from '../webhooks/webhook-to-send.ts';

/** Part of the id of every probe's checkout. Such a row may be deleted. */
export const PROBE_NAME = 'doctor-probe-';

/** A webhook about a checkout that does not exist, to see whether webhooks get through. */
export interface Probe {
  readonly provider: Provider;
  readonly checkoutId: string;
  readonly url: string;
  readonly body: Uint8Array;
}

/**
 * The probe for a provider. Its checkout's id has the form of the provider's own ids.
 * @param now milliseconds since the epoch
 */
export function probeOf(provider: Provider, url: string, now: number): Probe {
  const at = new Date(now).toISOString();
  const digits = at.replace(/\D/g, '').slice(0, 'yyyymmddhhmmss'.length);
  const { prefix, status } = firstStep(provider);
  const checkoutId = `${prefix}${PROBE_NAME}${digits}`;
  const sample = provider.sample({ checkoutId, status, at });
  return { provider, checkoutId, url, body: Buffer.from(JSON.stringify(sample)) };
}

/** The first status of the provider's first lifecycle, and the prefix of the ids of its checkouts. */
function firstStep({ name, lifecycles }: Provider): { readonly prefix: string; readonly status: string } {
  for (const [prefix, lifecycle] of Object.entries(lifecycles))
    for (const status of Object.keys(lifecycle)) return { prefix, status };
  throw new Error(`${name} has no lifecycle.`);
}

/** Posts the probe with a signature. */
export const postSigned = ({ provider, url, body }: Probe, secret: string): Promise<WebhookAnswer> =>
  postWebhook(webhookToSend(provider, body, { url, secret }));

/** Posts the probe without a signature, as anyone who knows the URL could. */
export function postUnsigned({ url, body }: Probe): Promise<WebhookAnswer> {
  const headers: Headers = { 'content-type': 'application/json', 'user-agent': 'checkouts-doctor' };
  return postWebhook({ url, body, headers });
}
