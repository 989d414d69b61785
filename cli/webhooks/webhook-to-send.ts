import { randomUUID } from 'node:crypto';
import type { Provider } from '../../lib/providers/provider.ts';
import type { Headers } from '../../lib/webhook/headers.ts';

/** A signed webhook, ready to be posted. */
export interface WebhookToSend {
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/** The webhook that the provider would send with this body: signed, and with the headers it has there. */
export const webhookToSend = (
  provider: Provider,
  body: Uint8Array,
  { url, secret }: { readonly url: string; readonly secret: string },
): WebhookToSend => ({
  url: webhookUrl(url, provider),
  body,
  headers: {
    'content-type': 'application/json',
    'user-agent': 'checkouts-cli',
    ...(provider.deliveryIdHeader && { [provider.deliveryIdHeader]: randomUUID() }),
    ...provider.sign(body, secret),
  },
});

/** A URL without a path is the address of the service: the provider's webhook is at `/webhooks/<provider>`. */
function webhookUrl(text: string, { name }: Provider): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = `/webhooks/${name}`;
  return url.href;
}

/**
 * What is worth knowing about a body before it goes out; undefined when it means what was asked for.
 * It is sent all the same: seeing what becomes of an odd webhook is what one sends it for.
 */
export function remarkOn(
  provider: Provider,
  body: Uint8Array,
  asked: { readonly checkoutId?: string; readonly status?: string },
): string | undefined {
  const parsed = provider.parse(body);
  if (parsed.kind === 'unreadable')
    return `${provider.title} sends nothing like this (${parsed.reason}): it will end in the dead-letter queue.`;
  if (parsed.kind === 'ignored')
    return `Not about a checkout (${parsed.type}): it will be counted and ignored.`;
  const { checkoutId, status, state } = parsed;
  const differs =
    (asked.checkoutId !== undefined && asked.checkoutId !== checkoutId) ||
    (asked.status !== undefined && asked.status !== status);
  if (differs) return `The body says ${checkoutId} ${status}, and that is what is sent.`;
  if (state === 'unknown') return `${provider.title} has no status ${status}: it will be kept and flagged.`;
  return undefined;
}
