import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { databaseFile, dynoxideBinary, dynoxideParameters } from '../emulators/dynoxide.ts';
import { indexStreamRecords } from '../emulators/index-stream-records.ts';
import { createTables } from '../resources/create-tables.ts';
import { endpointPort } from './addresses.ts';
import type { StackContext } from './stack-context.ts';

const RETRY_MS = 50;
const PATIENCE_MS = 5_000;

/**
 * Replaces this process by dynoxide, so that killing or freezing the process does the same to the database. A child
 * would survive a `kill -9` of its parent. Returns only where this is not possible.
 */
export function becomeDynoxide({ options, addresses }: StackContext): void {
  const binary = dynoxideBinary();
  if (binary === undefined || process.execve === undefined || options.dynamodbEndpoint !== undefined) return;
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true });
  const dataDir = options.dataDir && resolve(options.dataDir);
  const entry = resolve(import.meta.dirname, '../role.ts');
  const data = dataDir === undefined ? [] : ['--data', dataDir];
  spawn(process.execPath, [entry, 'create-tables', ...data], { stdio: 'inherit' });
  const parameters = dynoxideParameters(LOCAL_HOST, endpointPort(addresses.dynamodbEndpoint), dataDir);
  process.execve(binary, [binary, ...parameters], { ...process.env });
}

/** Creates the tables as soon as dynoxide answers, and returns its URL. Runs in a process of its own. */
export async function createTablesSoon({ options, service, addresses }: StackContext): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(RETRY_MS)) {
    try {
      await createTables(service, addresses.dynamodbEndpoint);
      if (options.dataDir !== undefined) indexStreamRecords(databaseFile(options.dataDir));
      return addresses.dynamodbEndpoint;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
