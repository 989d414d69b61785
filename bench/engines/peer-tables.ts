import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The environment in which bench/peers/powertools-consume.ts finds its tables. */
export const peerVariables = { PEER_TABLE: 'peer-checkouts', IDEMPOTENCY_TABLE: 'peer-idempotency' };

/** Creates the two tables of the Powertools pattern. They have no indexes, which makes the peer's writes cheaper. */
export async function createPeerTables(client: DynamoDBClient): Promise<void> {
  await createTable(client, peerVariables.PEER_TABLE, ['checkoutId', 'provider']);
  await createTable(client, peerVariables.IDEMPOTENCY_TABLE, ['id']);
}

async function createTable(
  client: DynamoDBClient,
  TableName: string,
  keys: readonly string[],
): Promise<void> {
  const AttributeDefinitions = keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
  const KeySchema = keys.map((AttributeName, index) => ({
    AttributeName,
    KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));
  const BillingMode = 'PAY_PER_REQUEST';
  await client.send(new CreateTableCommand({ TableName, BillingMode, AttributeDefinitions, KeySchema }));
}
