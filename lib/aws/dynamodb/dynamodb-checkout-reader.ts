import { type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { CheckoutReader, FoundCheckout, Page, PageRequest } from '../../app/ports.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import { portCall } from '../port-call.ts';
import type { TableSettings } from '../settings.ts';
import { foundCheckoutFrom } from './checkout-item.ts';
import { decodeCursor, encodeCursor, type IndexKey } from './cursor.ts';
import { attentionShards, stateShards } from './index-shard.ts';
import { readRows } from './read-rows.ts';
import { shardedPage } from './sharded-page.ts';

/** The names of the table's indexes, as `resources/table.yml` creates them. */
const REFERENCE_INDEX = 'byReference';
const STATE_INDEX = 'byState';
const ATTENTION_INDEX = 'byAttention';

/** Finds checkouts in the table. Rows are read strongly consistently; the indexes that lead to them cannot be. */
export const dynamodbCheckoutReader = (
  client: DynamoDBClient,
  { TABLE_NAME: table }: Pick<TableSettings, 'TABLE_NAME'>,
): CheckoutReader => ({
  byId: (checkoutId) => portCall('Query', () => rowsById(client, table, checkoutId)),
  byReference: (reference, page) =>
    portCall('Query of byReference', () => pageByReference(client, table, reference, page)),
  byState: (states, page) => {
    const shards = states.flatMap(stateShards);
    const list = { table, index: STATE_INDEX, shardAttribute: 'stateShard', shards };
    return portCall('Query of byState', () => shardedPage(client, list, page));
  },
  byAttention: (page) => {
    const shards = attentionShards();
    const list = { table, index: ATTENTION_INDEX, shardAttribute: 'attentionShard', shards };
    return portCall('Query of byAttention', () => shardedPage(client, list, page));
  },
  all: (page) => portCall('Scan', () => pageOfAll(client, table, page)),
});

async function rowsById(
  client: DynamoDBClient,
  table: string,
  checkoutId: string,
): Promise<readonly FoundCheckout[]> {
  const query = new QueryCommand({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: '#id = :id',
    ExpressionAttributeNames: { '#id': 'checkoutId' },
    ExpressionAttributeValues: { ':id': { S: checkoutId } },
  });
  const { Items = [] } = await client.send(query);
  return Items.map(foundCheckoutFrom);
}

async function pageByReference(
  client: DynamoDBClient,
  table: string,
  reference: string,
  { limit, cursor }: PageRequest,
): Promise<Page<FoundCheckout>> {
  const list = JSON.stringify([REFERENCE_INDEX, reference]);
  const input = {
    TableName: table,
    IndexName: REFERENCE_INDEX,
    KeyConditionExpression: '#reference = :reference',
    ExpressionAttributeNames: { '#reference': 'reference' },
    ExpressionAttributeValues: { ':reference': { S: reference } },
    Limit: limit,
    ExclusiveStartKey: startKey(list, cursor),
  };
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(withoutUndefined(input)));
  const items = await readRows(client, table, Items, (row) => row['reference']?.S === reference);
  if (!LastEvaluatedKey) return { items };
  return { items, cursor: encodeCursor(list, [LastEvaluatedKey]) };
}

async function pageOfAll(
  client: DynamoDBClient,
  table: string,
  { limit, cursor }: PageRequest,
): Promise<Page<FoundCheckout>> {
  const list = 'all';
  const input = {
    TableName: table,
    ConsistentRead: true,
    Limit: limit,
    ExclusiveStartKey: startKey(list, cursor),
  };
  const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand(withoutUndefined(input)));
  const items = Items.map(foundCheckoutFrom);
  if (!LastEvaluatedKey) return { items };
  return { items, cursor: encodeCursor(list, [LastEvaluatedKey]) };
}

const startKey = (list: string, cursor: string | undefined): IndexKey | undefined =>
  cursor === undefined ? undefined : (decodeCursor(list, 1, cursor)[0] ?? undefined);
