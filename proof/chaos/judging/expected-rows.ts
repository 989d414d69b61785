import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { mergeEntries } from '../../../lib/checkout/merge.ts';
import { webhookEventId } from '../../../lib/providers/reading/webhook-event-id.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';

/**
 * Returns the rows that must exist, by name: the pure merge of all events that were sent. Repeats change nothing.
 * The time of arrival is left open.
 *
 * This uses lib's merge. The simulation compares that merge with an independent model (`simulation/judging/model-row`).
 * A chaos run asks another question: whether everything that was acknowledged is in the table.
 */
export function expectedRows(webhooks: readonly Webhook[]): ReadonlyMap<string, Checkout> {
  const rows = new Map<string, Checkout>();
  for (const webhook of webhooks) {
    if (webhook.kind !== 'event') continue;
    const { key, entry } = eventOf(webhook);
    rows.set(rowName(key), mergeEntries(key, rows.get(rowName(key)), [entry]));
  }
  return rows;
}

function eventOf({ provider, body, digest, sign }: Webhook): { key: CheckoutKey; entry: HistoryEntry } {
  const headers = sign();
  const parsed = provider.parse(body, headers);
  if (parsed.kind !== 'checkout')
    throw new TypeError(`The provider cannot read the run's webhook ${digest}.`);
  const { kind: _, checkoutId, ...rest } = parsed;
  const entry = { ...rest, eventId: webhookEventId(provider, parsed, headers, digest), receivedAt: '' };
  return { key: { provider: provider.name, checkoutId }, entry };
}
