import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { mergeEntries } from '../../../lib/checkout/merge.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';

export const rowName = ({ provider, checkoutId }: CheckoutKey): string => `${provider} ${checkoutId}`;

/**
 * The rows that there must be: the pure merge of all events that were sent. Repeats are in it too, and change
 * nothing; when a webhook arrived is left open.
 */
export function modelOf(webhooks: readonly Webhook[]): ReadonlyMap<string, Checkout> {
  const rows = new Map<string, Checkout>();
  for (const webhook of webhooks) {
    if (webhook.kind !== 'event') continue;
    const { key, entry } = eventOf(webhook);
    rows.set(rowName(key), mergeEntries(key, rows.get(rowName(key)), [entry]));
  }
  return rows;
}

function eventOf({ provider, body, digest }: Webhook): { key: CheckoutKey; entry: HistoryEntry } {
  const parsed = provider.parse(body);
  if (parsed.kind !== 'checkout') throw new TypeError(`The run's own webhook ${digest} is none.`);
  const { kind: _, checkoutId, ...rest } = parsed;
  const entry = { ...rest, eventId: parsed.eventId ?? digest, receivedAt: '' };
  return { key: { provider: provider.name, checkoutId }, entry };
}
