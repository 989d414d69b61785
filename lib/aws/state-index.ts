import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Page, PageRequest } from '../app/ports.ts';
import type { Checkout } from '../checkout/checkout.ts';
import type { CheckoutState } from '../checkout/state.ts';
import { decodeCursor, encodeCursor, type IndexKey, InvalidCursor, type PartitionKeys } from './cursor.ts';
import { readRows } from './read-rows.ts';
import type { TableSettings } from './settings.ts';
import { stateShards } from './state-shard.ts';

const STATE_INDEX = 'byState';

/** An index entry and the partition that it was read from. */
interface Candidate {
  readonly shard: number;
  readonly key: IndexKey;
}

/**
 * A page of the checkouts in a state, latest change first: one query for each partition of the state, merged by
 * time. The cost depends on the page's size and the number of partitions, never on the size of the table.
 */
export async function pageByState(
  client: DynamoDBClient,
  settings: TableSettings,
  state: CheckoutState,
  { limit, cursor }: PageRequest,
): Promise<Page<Checkout>> {
  const shards = stateShards(state, settings.STATE_SHARDS);
  const start = cursor === undefined ? shards.map(() => null) : decodeCursor(cursor);
  if (start.length !== shards.length) throw new InvalidCursor('The cursor is from a list of another kind.');
  const found = await Promise.all(
    shards.map((partition, shard) =>
      queryShard(client, settings.TABLE_NAME, partition, start[shard] ?? null, limit),
    ),
  );
  const candidates = found.flatMap((keys, shard) => keys.map((key): Candidate => ({ shard, key })));
  const taken = candidates.toSorted(latestFirst).slice(0, limit);
  const rows = await readRows(
    client,
    settings.TABLE_NAME,
    taken.map(({ key }) => key),
  );
  // The index lags a little: a row that has moved on since belongs to another list now.
  const items = rows.filter((row) => row.state === state);
  const isLast = candidates.length === taken.length && found.every((keys) => keys.length < limit);
  return { items, ...(!isLast && { cursor: encodeCursor(advanced(start, taken)) }) };
}

async function queryShard(
  client: DynamoDBClient,
  table: string,
  shard: string,
  from: IndexKey | null,
  limit: number,
) {
  const query = new QueryCommand({
    TableName: table,
    IndexName: STATE_INDEX,
    KeyConditionExpression: '#shard = :shard',
    ExpressionAttributeNames: { '#shard': 'stateShard' },
    ExpressionAttributeValues: { ':shard': { S: shard } },
    ScanIndexForward: false,
    Limit: limit,
    ...(from && { ExclusiveStartKey: from }),
  });
  const { Items = [] } = await client.send(query);
  return Items;
}

const latestFirst = (left: Candidate, right: Candidate): number => {
  const [a, b] = [left.key['since']?.S ?? '', right.key['since']?.S ?? ''];
  return a > b ? -1 : Number(a < b);
};

const advanced = (start: PartitionKeys, taken: readonly Candidate[]): PartitionKeys =>
  start.map((key, shard) => taken.findLast((candidate) => candidate.shard === shard)?.key ?? key);
