import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const peerTables = { PEER_TABLE: 'peer-checkouts', IDEMPOTENCY_TABLE: 'peer-idempotency' };

/** The two tables of the Powertools pattern. Without indexes, which is to its advantage. */
export async function createPeerTables(client: DynamoDBClient): Promise<void> {
  const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType });
  const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
  await client.send(
    new CreateTableCommand({
      TableName: peerTables.PEER_TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [text('checkoutId'), text('provider')],
      KeySchema: [key('checkoutId', 'HASH'), key('provider', 'RANGE')],
    }),
  );
  await client.send(
    new CreateTableCommand({
      TableName: peerTables.IDEMPOTENCY_TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [text('id')],
      KeySchema: [key('id', 'HASH')],
    }),
  );
}
