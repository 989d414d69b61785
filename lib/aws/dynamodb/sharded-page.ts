import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { FoundCheckout, Page, SortedPageRequest } from '../../app/ports.ts';
import { compareText } from '../../values/compare-text.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import type { Row } from './checkout-item.ts';
import { decodeCursor, encodeCursor, type IndexKey, type PartitionKeys } from './cursor.ts';
import { readRows } from './read-rows.ts';

/** A list whose entries are spread over partitions of an index, each sorted by `since`. */
export interface ShardedList {
  readonly table: string;
  readonly index: string;
  /** The index's partition key. */
  readonly shardAttribute: string;
  readonly shards: readonly string[];
}

/** An index entry and the number of the partition that it was read from. */
interface Candidate {
  readonly shard: number;
  readonly key: IndexKey;
}

/**
 * Reads a page: one query per partition, merged by time. The cost depends on the page's size and the number of
 * partitions, never on the size of the table.
 *
 * Entries that share a time are taken in the order of their partitions, and in a partition in DynamoDB's own order.
 * What is taken from a partition is thus always a prefix of what is left of it, and the cursor is the last key taken:
 * no entry is skipped and none is listed twice.
 */
export async function shardedPage(
  client: DynamoDBClient,
  list: ShardedList,
  { limit, cursor, order = 'latest_first' }: SortedPageRequest,
): Promise<Page<FoundCheckout>> {
  const name = JSON.stringify([list.index, list.shards, order]);
  const start = cursor === undefined ? [] : decodeCursor(name, list.shards.length, cursor);
  const found = await Promise.all(
    list.shards.map((shard, number) => queryShard(client, list, shard, order, limit, start[number] ?? null)),
  );
  const candidates: Candidate[] = [];
  for (const [shard, keys] of found.entries()) for (const key of keys) candidates.push({ shard, key });
  const taken = candidates.toSorted(order === 'oldest_first' ? bySince : latestFirst).slice(0, limit);
  const items = await rowsOfEntries(client, list, taken);
  const isLast = candidates.length === taken.length && found.every((keys) => keys.length < limit);
  if (isLast) return { items };
  return { items, cursor: encodeCursor(name, continuedAt(list, start, taken)) };
}

async function queryShard(
  client: DynamoDBClient,
  { table, index, shardAttribute }: ShardedList,
  shard: string,
  order: SortedPageRequest['order'],
  limit: number,
  from: IndexKey | null,
): Promise<readonly IndexKey[]> {
  const input = {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: '#shard = :shard',
    ExpressionAttributeNames: { '#shard': shardAttribute },
    ExpressionAttributeValues: { ':shard': { S: shard } },
    ScanIndexForward: order === 'oldest_first',
    Limit: limit,
    ExclusiveStartKey: from ?? undefined,
  };
  const { Items = [] } = await client.send(new QueryCommand(withoutUndefined(input)));
  return Items;
}

/**
 * The rows that the entries lead to. An index lags a little: a row that has left the list since is not in it any more,
 * and two entries, the old and the new, may lead to one row.
 */
function rowsOfEntries(
  client: DynamoDBClient,
  { table, shardAttribute }: ShardedList,
  taken: readonly Candidate[],
): Promise<readonly FoundCheckout[]> {
  const keys = taken.map(({ key }) => key);
  const listedIn = (row: Row, key: IndexKey) => row[shardAttribute]?.S === key[shardAttribute]?.S;
  return readRows(client, table, keys, listedIn);
}

const sinceOf = ({ key }: Candidate): string => key['since']?.S ?? '';
const bySince = (left: Candidate, right: Candidate): number => compareText(sinceOf(left), sinceOf(right));
const latestFirst = (left: Candidate, right: Candidate): number => bySince(right, left);

function continuedAt(list: ShardedList, start: PartitionKeys, taken: readonly Candidate[]): PartitionKeys {
  const keys = list.shards.map((_, shard) => start[shard] ?? null);
  for (const { shard, key } of taken) keys[shard] = key;
  return keys;
}
