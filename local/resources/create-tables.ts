import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../service/resources/table-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from '../emulators/local-client.ts';

/** Creates the service's tables. A table that exists is not changed. */
export async function createTables({ tables, region }: ServiceDefinition, endpoint: string): Promise<void> {
  const client = new DynamoDBClient(localClient(endpoint, region));
  try {
    for (const table of Object.values(tables)) await createTable(client, table);
  } finally {
    client.destroy();
  }
}

async function createTable(
  client: DynamoDBClient,
  { input, timeToLiveAttribute }: TableDefinition,
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  if (timeToLiveAttribute === undefined) return;
  const TimeToLiveSpecification = { AttributeName: timeToLiveAttribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: input.TableName, TimeToLiveSpecification }));
}
