import { randomUUID } from 'node:crypto';
import { readMessage } from '../../lib/app/read-message.ts';
import { derivedItem, historyItem, keyItem } from '../../lib/aws/dynamodb/checkout-item.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { entryOf, keyOf } from '../../lib/checkout/checkout-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { queueRecord, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import type { Item } from './item-size.ts';

const SHARDS = 8;
const FIRST_DIGITS = 8;

/**
 * Rows as the store writes them for a first event. They differ in their ids, and so in their places in the indexes.
 * They come in the order of their ids, which a database takes in faster, and those are spread as random ones are.
 */
export async function sampleRows(count: number): Promise<Iterable<Item>> {
  const sample = sampleCheckout('inqud');
  const record = await queueRecord(sample, webhookBody(sample, 'NEW', 0));
  const read = readMessage(findProvider, record);
  if (read.kind !== 'event') throw new Error('The sample is no event.');
  const [sampleKey, entry] = [keyOf(read.event), entryOf(read.event)];
  const row = (index: number): Item => {
    const reference = randomUUID();
    const key = { ...sampleKey, checkoutId: `CCO-${ascendingUuid(index / count)}` };
    const checkout = checkoutOf(key, [{ ...entry, details: { ...entry.details, reference } }]);
    return {
      ...keyItem(key),
      ...derivedItem(checkout, SHARDS),
      history: historyItem(checkout.history),
      revision: { N: '1' },
    };
  };
  return numbersBelow(count).map(row);
}

function* numbersBelow(count: number): Generator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}

/** @param share of all UUIDs that are less */
const ascendingUuid = (share: number): string => {
  const digits = Math.floor(share * 16 ** FIRST_DIGITS).toString(16);
  return digits.padStart(FIRST_DIGITS, '0') + randomUUID().slice(FIRST_DIGITS);
};
