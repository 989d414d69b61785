import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Page, StatePageRequest } from '../../app/ports.ts';
import type { Checkout } from '../../checkout/checkout.ts';
import type { CheckoutState } from '../../checkout/state.ts';
import { compareText } from '../../values/compare-text.ts';
import type { TableSettings } from '../settings.ts';
import { decodeCursor, encodeCursor, type IndexKey, InvalidCursor, type PartitionKeys } from './cursor.ts';
import { readRows } from './read-rows.ts';
import { stateShards } from './state-shard.ts';

const STATE_INDEX = 'byState';

/** An index entry and the partition that it was read from. */
interface Candidate {
  readonly shard: number;
  readonly key: IndexKey;
}

/**
 * A page of the checkouts in some states, by when the state began: one query for each partition of each state,
 * merged by time. The cost depends on the page's size and the number of partitions, never on the size of the table.
 */
export async function pageByState(
  client: DynamoDBClient,
  settings: TableSettings,
  states: readonly CheckoutState[],
  { limit, cursor, order = 'latest_first' }: StatePageRequest,
): Promise<Page<Checkout>> {
  const shards = states.flatMap((state) => stateShards(state, settings.STATE_SHARDS));
  const start = cursor === undefined ? shards.map(() => null) : decodeCursor(cursor);
  if (start.length !== shards.length) throw new InvalidCursor('The cursor is from a list of another kind.');
  const query = { table: settings.TABLE_NAME, limit, ascending: order === 'oldest_first' };
  const found = await Promise.all(
    shards.map((partition, shard) => queryShard(client, query, partition, start[shard] ?? null)),
  );
  const candidates = found.flatMap((keys, shard) => keys.map((key): Candidate => ({ shard, key })));
  const oldestFirst = candidates.toSorted(bySince);
  const taken = (query.ascending ? oldestFirst : oldestFirst.toReversed()).slice(0, limit);
  const items = await rowsStillThere(client, settings.TABLE_NAME, taken);
  const isLast = candidates.length === taken.length && found.every((keys) => keys.length < limit);
  return { items, ...(!isLast && { cursor: encodeCursor(advanced(start, taken)) }) };
}

interface ShardQuery {
  readonly table: string;
  readonly limit: number;
  readonly ascending: boolean;
}

async function queryShard(
  client: DynamoDBClient,
  { table, limit, ascending }: ShardQuery,
  shard: string,
  from: IndexKey | null,
) {
  const query = new QueryCommand({
    TableName: table,
    IndexName: STATE_INDEX,
    KeyConditionExpression: '#shard = :shard',
    ExpressionAttributeNames: { '#shard': 'stateShard' },
    ExpressionAttributeValues: { ':shard': { S: shard } },
    ScanIndexForward: ascending,
    Limit: limit,
    ...(from && { ExclusiveStartKey: from }),
  });
  const { Items = [] } = await client.send(query);
  return Items;
}

/** The index lags a little: a row that has moved on since stands under its new state, or in another list. */
async function rowsStillThere(client: DynamoDBClient, table: string, taken: readonly Candidate[]) {
  const keys = taken.map(({ key }) => key);
  const listed = new Set(keys.map((key) => rowInState(key['stateShard']?.S?.split('#')[0], key)));
  const rows = await readRows(client, table, keys);
  return rows.filter(({ state, checkoutId, provider }) =>
    // `delete`: while an old and a new entry both lead to the row, it is still one row.
    listed.delete(rowInState(state, { checkoutId: { S: checkoutId }, provider: { S: provider } })),
  );
}

const rowInState = (state: string | undefined, { checkoutId, provider }: IndexKey): string =>
  JSON.stringify([state, checkoutId?.S, provider?.S]);

const bySince = (left: Candidate, right: Candidate): number =>
  compareText(left.key['since']?.S ?? '', right.key['since']?.S ?? '');

const advanced = (start: PartitionKeys, taken: readonly Candidate[]): PartitionKeys =>
  start.map((key, shard) => taken.findLast((candidate) => candidate.shard === shard)?.key ?? key);
