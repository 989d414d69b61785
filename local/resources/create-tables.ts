import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  type StreamSpecification,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../service/resources/table-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from '../emulators/local-client.ts';

/** Creates the service's tables. A table that exists gets the stream that it lacks, and nothing else. */
export async function createTables({ tables, region }: ServiceDefinition, endpoint: string): Promise<void> {
  const client = new DynamoDBClient(localClient(endpoint, region));
  try {
    for (const table of Object.values(tables)) await createTable(client, table);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const { input, timeToLiveAttribute } = table;
  const StreamSpecification = streamSpecificationOf(table);
  try {
    await client.send(new CreateTableCommand({ ...input, StreamSpecification }));
  } catch (error) {
    if (error instanceof ResourceInUseException)
      return switchStreamOn(client, input.TableName, StreamSpecification);
    throw error;
  }
  if (timeToLiveAttribute === undefined) return;
  const TimeToLiveSpecification = { AttributeName: timeToLiveAttribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: input.TableName, TimeToLiveSpecification }));
}

const streamSpecificationOf = ({ streamViewType }: TableDefinition): StreamSpecification | undefined =>
  streamViewType && { StreamEnabled: true, StreamViewType: streamViewType };

/** A data directory may be older than the stream. */
async function switchStreamOn(
  client: DynamoDBClient,
  TableName: string,
  StreamSpecification: StreamSpecification | undefined,
): Promise<void> {
  if (StreamSpecification === undefined) return;
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification }));
}
