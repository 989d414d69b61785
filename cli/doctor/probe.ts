import type { Provider } from '../../lib/providers/provider.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import { postWebhook } from '../webhooks/post-webhook.ts';
import { webhookToSend } from '../webhooks/webhook-to-send.ts';

/** A webhook of a checkout that nobody has, sent to see what becomes of it. */
export interface Probe {
  readonly provider: Provider;
  readonly checkoutId: string;
  readonly url: string;
  readonly body: Uint8Array;
}

/** Its id says what it is, in the form that the provider's own ids have. @param now milliseconds since the epoch */
export function probeOf(provider: Provider, url: string, now: number): Probe {
  const [[prefix, lifecycle] = ['', {}]] = Object.entries(provider.lifecycles);
  const [status = ''] = Object.keys(lifecycle);
  const at = new Date(now).toISOString();
  const checkoutId = `${prefix}doctor-probe-${at.replace(/\D/g, '').slice(0, 'yyyymmddhhmmss'.length)}`;
  return {
    provider,
    checkoutId,
    url,
    body: Buffer.from(JSON.stringify(provider.sample({ checkoutId, status, at }))),
  };
}

/** Posts it signed. @returns the HTTP status */
export async function postSigned({ provider, url, body }: Probe, secret: string): Promise<number> {
  return (await postWebhook(webhookToSend(provider, body, { url, secret }))).status;
}

/** Posts it as anyone could who knows the URL. @returns the HTTP status */
export async function postUnsigned({ url, body }: Probe): Promise<number> {
  const headers: Headers = { 'content-type': 'application/json', 'user-agent': 'checkouts-doctor' };
  return (await postWebhook({ url, body, headers })).status;
}
