import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { claimPorts } from '../../local/emulators/claim-ports.ts';
import { createTables } from '../../local/emulators/create-tables.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { startDynamodb } from '../../local/emulators/start-dynamodb.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import type { TableDefinition } from '../../service/table-definition.ts';

const HOST = '127.0.0.1';

/** The checkout table as serverless.yml declares it, on a DynamoDB of this machine. */
export interface LocalTable extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly definition: TableDefinition;
}

/** @param startEngine one that has the table already keeps what is in it */
export async function startLocalTable(
  startEngine: typeof startDynamodb = startDynamodb,
): Promise<LocalTable> {
  const service = readServiceDefinition('.');
  const [port = 0] = await claimPorts([{ variable: 'DYNAMODB_PORT', host: HOST, port: 0 }]);
  const endpoint = `http://${HOST}:${port}`;
  const engine = await startEngine({ host: HOST, port });
  await createTables(service, endpoint);
  const [definition] = Object.values(service.tables);
  if (!definition) throw new Error('serverless.yml declares no table.');
  const client = new DynamoDBClient(localClient(endpoint, service.region));
  return {
    endpoint,
    client,
    definition,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await engine.stop();
    },
  };
}
