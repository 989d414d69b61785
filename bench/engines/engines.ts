import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { claimPorts } from '../../local/emulators/claim-ports.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { functionVariables } from '../../local/stack/functions/function-variables.ts';
import { readStackContext, type StackContext } from '../../local/stack/stack-context.ts';
import { completeOptions } from '../../local/stack/stack-options.ts';
import { startQueues, startTables } from '../../local/stack/start-emulators.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import type { TableDefinition } from '../../service/resources/table-definition.ts';

/** SQS and DynamoDB on this machine, with the queues and the table that serverless.yml declares. */
export interface Engines extends AsyncDisposable {
  readonly client: DynamoDBClient;
  readonly dynamodbEndpoint: string;
  readonly table: TableDefinition;
  /** Returns the environment that serverless.yml declares for a function. */
  readonly variablesOf: (functionKey: string) => Readonly<Record<string, string>>;
}

/** @param withStream is for what reads it. In AWS a stream costs its writers nothing, but here it takes computing. */
export async function startEngines({ withStream = false } = {}): Promise<Engines> {
  const port = { variable: 'the port', host: LOCAL_HOST, port: 0 };
  const [sqs = 0, dynamodb = 0] = await claimPorts([port, port]);
  const declared = readStackContext({ ...completeOptions({}), ports: { http: 0, sqs, dynamodb, lambda: 0 } });
  const context = withStream ? declared : withoutStreams(declared);
  const { service, addresses } = context;
  await using started = new AsyncDisposableStack();
  for (const start of [startQueues, startTables]) {
    const part = await start(context);
    started.defer(() => part.stop());
  }
  const client = new DynamoDBClient(localClient(addresses.dynamodbEndpoint, service.region));
  started.defer(() => client.destroy());
  const [table] = Object.values(service.tables);
  if (!table) throw new Error('serverless.yml declares no table.');
  const running = started.move();
  return {
    client,
    dynamodbEndpoint: addresses.dynamodbEndpoint,
    table,
    variablesOf: (functionKey) => {
      const definition = service.functions[functionKey];
      if (!definition) throw new Error(`serverless.yml has no function ${functionKey}.`);
      return functionVariables(context, definition);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function withoutStreams(context: StackContext): StackContext {
  const tables: Record<string, TableDefinition> = {};
  for (const [id, { streamViewType: _stream, ...table }] of Object.entries(context.service.tables)) {
    tables[id] = table;
  }
  return { ...context, service: { ...context.service, tables } };
}
