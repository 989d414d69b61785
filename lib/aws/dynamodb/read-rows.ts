import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PortFault } from '../../app/ports.ts';
import type { Checkout } from '../../checkout/checkout.ts';
import { type Row, storedCheckoutFrom } from './checkout-item.ts';
import type { IndexKey } from './cursor.ts';

/** DynamoDB takes at most so many keys in a `BatchGetItem`. */
const BATCH_SIZE = 100;
const MAX_ROUNDS = 8;
const FIRST_PAUSE_MS = 25;

/** The rows that index entries lead to, in the order of the entries; strongly consistent. */
export async function readRows(
  client: DynamoDBClient,
  table: string,
  entries: readonly IndexKey[],
): Promise<readonly Checkout[]> {
  const found = new Map<string, Row>();
  for (let start = 0; start < entries.length; start += BATCH_SIZE) {
    const keys = entries.slice(start, start + BATCH_SIZE).map(tableKey);
    for (const item of await readBatch(client, table, keys)) found.set(rowName(item), item);
  }
  return entries.flatMap((entry) => {
    const item = found.get(rowName(entry));
    return item ? [storedCheckoutFrom(item).checkout] : [];
  });
}

/** DynamoDB may leave keys unprocessed; they are asked for again, after a pause that grows. */
async function readBatch(
  client: DynamoDBClient,
  table: string,
  keys: readonly Row[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let wanted = [...keys];
  for (let round = 0; wanted.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new PortFault('BatchGetItem: keys were left unprocessed again and again');
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** round));
    const request = { RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
    rows.push(...(Responses?.[table] ?? []));
    wanted = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return rows;
}

function tableKey({ checkoutId, provider }: IndexKey): Row {
  if (!checkoutId || !provider) throw new TypeError('An index entry without the keys of the table.');
  return { checkoutId, provider };
}

const rowName = ({ checkoutId, provider }: Row): string => JSON.stringify([checkoutId?.S, provider?.S]);
