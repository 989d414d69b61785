import { readMessage } from '../../lib/app/read-message.ts';
import { derivedItem, historyItem, keyItem } from '../../lib/aws/checkout-item.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { entryOf, keyOf } from '../../lib/checkout/checkout-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { queueRecord, sampleCheckout, webhookBody } from '../webhooks.ts';
import type { Item } from './item-size.ts';

const SHARDS = 8;

/** Rows as the store writes them for a first event. They differ in their ids, and so in their places in the indexes. */
export async function sampleRows(count: number): Promise<Iterable<Item>> {
  const checkout = sampleCheckout('inqud');
  const record = await queueRecord(checkout, webhookBody(checkout, 'NEW', 0));
  const read = readMessage(findProvider, record.text);
  if (read.kind !== 'event') throw new Error('The sample is no event.');
  const [sampleKey, entry] = [keyOf(read.event), entryOf(read.event)];
  const row = (): Item => {
    const { checkoutId, reference } = sampleCheckout('inqud');
    const key = { ...sampleKey, checkoutId };
    const { history, ...rest } = checkoutOf(key, [{ ...entry, details: { ...entry.details, reference } }]);
    return {
      ...keyItem(key),
      ...derivedItem({ history, ...rest }, SHARDS),
      history: historyItem(history),
      revision: { N: '1' },
    };
  };
  return Iterator.from(repeated(row)).take(count);
}

function* repeated<Value>(make: () => Value): Generator<Value> {
  for (;;) yield make();
}
