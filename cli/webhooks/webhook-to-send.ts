import type { Provider } from '../../lib/providers/provider.ts';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import type { Headers } from '../../lib/webhook/headers.ts';
import type { Destination } from './find-destination.ts';

/** A webhook with its headers, ready to post. */
export interface WebhookToSend {
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/** Returns the webhook that the provider would send with this body: signed, and with the provider's headers. */
export function webhookToSend(
  provider: Provider,
  body: Uint8Array,
  { url: destination, secret, publicUrl }: Destination,
): WebhookToSend {
  const url = webhookUrl(destination, provider);
  const signedUrl =
    publicUrl === undefined ? url : `${publicUrl.replace(/\/+$/, '')}/webhooks/${provider.name}`;
  const signed = signedHeaders(provider, { body, secret, url: signedUrl });
  const headers = { 'user-agent': 'checkouts-cli', ...signed };
  return { url, body, headers };
}

/** Adds the path of the provider's webhooks to a URL without a path, which is the address of the service. */
function webhookUrl(text: string, { name }: Provider): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = `/webhooks/${name}`;
  return url.href;
}

/**
 * Says what is unusual about a body; undefined if it means what the user asked for. The body is sent all the same,
 * because users send an odd webhook to see how the service handles it.
 */
export function remarkOn(
  provider: Provider,
  body: Uint8Array,
  asked: { readonly checkoutId?: string | undefined; readonly status?: string | undefined },
): string | undefined {
  const parsed = provider.parse(body, {});
  if (parsed.kind === 'unreadable')
    return `${provider.title} sends no webhooks like this (${parsed.reason}). It will end up in the dead-letter queue.`;
  if (parsed.kind === 'ignored')
    return `This webhook is not about a checkout (${parsed.type}). It will be counted and ignored.`;
  const { checkoutId, status, state } = parsed;
  const differs =
    (asked.checkoutId !== undefined && asked.checkoutId !== checkoutId) ||
    (asked.status !== undefined && asked.status !== status);
  if (differs) return `The body is sent unchanged. It says ${checkoutId} ${status}.`;
  if (state === 'unknown')
    return `${provider.title} has no status ${status}. The event will be stored and flagged.`;
  return undefined;
}
