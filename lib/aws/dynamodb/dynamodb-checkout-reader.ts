import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CheckoutReader, Page, PageRequest } from '../../app/ports.ts';
import type { Checkout } from '../../checkout/checkout.ts';
import type { TableSettings } from '../settings.ts';
import { storedCheckoutFrom } from './checkout-item.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { readRows } from './read-rows.ts';
import { pageByState } from './state-index.ts';

/** The names of the table's indexes, as `resources/table.yml` creates them. */
const REFERENCE_INDEX = 'byReference';

/** Finds checkouts in the table. Rows are read strongly consistently; the indexes that lead to them cannot be. */
export const dynamodbCheckoutReader = (client: DynamoDBClient, settings: TableSettings): CheckoutReader => ({
  async byId(checkoutId) {
    const query = new QueryCommand({
      TableName: settings.TABLE_NAME,
      ConsistentRead: true,
      KeyConditionExpression: '#id = :id',
      ExpressionAttributeNames: { '#id': 'checkoutId' },
      ExpressionAttributeValues: { ':id': { S: checkoutId } },
    });
    const { Items = [] } = await client.send(query);
    return Items.map((item) => storedCheckoutFrom(item).checkout);
  },
  byReference: (reference, page) => pageByReference(client, settings, reference, page),
  byState: (states, page) => pageByState(client, settings, states, page),
});

async function pageByReference(
  client: DynamoDBClient,
  settings: TableSettings,
  reference: string,
  { limit, cursor }: PageRequest,
): Promise<Page<Checkout>> {
  const query = new QueryCommand({
    TableName: settings.TABLE_NAME,
    IndexName: REFERENCE_INDEX,
    KeyConditionExpression: '#reference = :reference',
    ExpressionAttributeNames: { '#reference': 'reference' },
    ExpressionAttributeValues: { ':reference': { S: reference } },
    Limit: limit,
    ...(cursor !== undefined && { ExclusiveStartKey: decodeCursor(cursor)[0] ?? undefined }),
  });
  const { Items = [], LastEvaluatedKey } = await client.send(query);
  const rows = await readRows(client, settings.TABLE_NAME, Items);
  const items = rows.filter((row) => row.details.reference === reference);
  return { items, ...(LastEvaluatedKey && { cursor: encodeCursor([LastEvaluatedKey]) }) };
}
