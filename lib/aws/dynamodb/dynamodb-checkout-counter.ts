import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CheckoutCounter, CountedList } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import type { TableSettings } from '../settings.ts';
import { attentionShards, stateShards } from './index-shard.ts';

/** Counts entries of the table's indexes. DynamoDB returns the number alone. */
export const dynamodbCheckoutCounter = (
  client: DynamoDBClient,
  { TABLE_NAME: table }: Pick<TableSettings, 'TABLE_NAME'>,
): CheckoutCounter => ({
  count: (list, atMost) => portCall('Query', () => countEntries(client, table, list, atMost)),
});

/** One shard after the other, because a long list is counted to the end of what was asked in its first shard. */
async function countEntries(
  client: DynamoDBClient,
  table: string,
  list: CountedList,
  atMost: number,
): Promise<number> {
  const isAttention = list === 'attention';
  let total = 0;
  for (const shard of isAttention ? attentionShards() : stateShards(list)) {
    const query = new QueryCommand({
      TableName: table,
      IndexName: isAttention ? 'byAttention' : 'byState',
      Select: 'COUNT',
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': isAttention ? 'attentionShard' : 'stateShard' },
      ExpressionAttributeValues: { ':shard': { S: shard } },
      Limit: atMost - total,
    });
    const { Count = 0 } = await client.send(query);
    total += Count;
    if (total >= atMost) return atMost;
  }
  return total;
}
