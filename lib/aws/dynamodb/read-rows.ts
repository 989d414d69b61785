import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type FoundCheckout, PortFault } from '../../app/ports.ts';
import { foundCheckoutFrom, type Row } from './checkout-item.ts';
import type { IndexKey } from './cursor.ts';

/** The most keys that DynamoDB takes in one `BatchGetItem`. */
const BATCH_SIZE = 100;
const MAX_ROUNDS = 8;
const FIRST_PAUSE_MS = 25;

/**
 * Reads the rows that index entries lead to, in the order of the entries, strongly consistently and each row once.
 *
 * @param isListed whether the row still belongs to the list that the entry is from
 */
export async function readRows(
  client: DynamoDBClient,
  table: string,
  entries: readonly IndexKey[],
  isListed: (row: Row, entry: IndexKey) => boolean,
): Promise<readonly FoundCheckout[]> {
  // DynamoDB refuses a batch that names a key twice.
  const keys = [...new Map(entries.map((entry) => [rowName(entry), tableKey(entry)])).values()];
  const rows = new Map<string, Row>();
  for (let start = 0; start < keys.length; start += BATCH_SIZE) {
    const batch = await readBatch(client, table, keys.slice(start, start + BATCH_SIZE));
    for (const row of batch) rows.set(rowName(row), row);
  }
  const found: FoundCheckout[] = [];
  for (const entry of entries) {
    const row = rows.get(rowName(entry));
    if (!row || !isListed(row, entry)) continue;
    found.push(foundCheckoutFrom(row));
    rows.delete(rowName(entry));
  }
  return found;
}

/** DynamoDB may leave keys unprocessed. They are asked for again, after a pause that grows. */
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
