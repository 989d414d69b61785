import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { readMessage } from '../../lib/app/read-message.ts';
import { derivedItem, historyItem, type Item, keyItem } from '../../lib/aws/checkout-item.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { entryOf, keyOf } from '../../lib/checkout/checkout-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { LocalTable } from '../local-table.ts';
import { queueRecord, sampleCheckout, webhookBody } from '../webhooks.ts';

/** DynamoDB takes at most so many in one request. */
const PER_REQUEST = 25;
const AT_ONCE = 4;
const SHARDS = 8;

/** Puts rows into the table, each as the store writes it for a first event. Tells how many are there now and then. */
export async function fillTable(
  { client, definition }: LocalTable,
  count: number,
  tell: (rows: number) => void,
): Promise<void> {
  const { TableName } = definition.input;
  const template = await aRow();
  for (let rows = 0; rows < count; ) {
    const requests = Array.from({ length: AT_ONCE }, (_, part) =>
      Array.from({ length: Math.max(0, Math.min(PER_REQUEST, count - rows - part * PER_REQUEST)) }, template),
    ).filter((items) => items.length > 0);
    await Promise.all(
      requests.map((items) =>
        client.send(
          new BatchWriteItemCommand({
            RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
          }),
        ),
      ),
    );
    rows += requests.flat().length;
    tell(rows);
  }
}

/** Makes rows that differ in their ids, and so in their partitions of the indexes. */
async function aRow(): Promise<() => Item> {
  const checkout = sampleCheckout('inqud');
  const record = await queueRecord(checkout, webhookBody(checkout, 'NEW', 0));
  const read = readMessage(findProvider, record.text);
  if (read.kind !== 'event') throw new Error('The sample is no event.');
  const entry = entryOf(read.event);
  return () => {
    const { checkoutId, reference } = sampleCheckout('inqud');
    const key = { ...keyOf(read.event), checkoutId };
    const row = checkoutOf(key, [{ ...entry, details: { ...entry.details, reference } }]);
    return {
      ...keyItem(key),
      ...derivedItem(row, SHARDS),
      history: historyItem(row.history),
      revision: { N: '1' },
    };
  };
}
