import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { dynoxideBinary, dynoxideParameters } from '../emulators/dynoxide.ts';
import { createTables } from '../emulators/tables.ts';
import type { RoleContext } from './roles.ts';

const RETRY_MS = 50;
const PATIENCE_MS = 5_000;

/**
 * Turns this process into dynoxide itself, so that what a chaos test does to the process it does to the database:
 * a child would survive a `kill -9` of its parent. Does not come back, except where that cannot be done.
 */
export function becomeDynoxide({ options, addresses }: RoleContext): void {
  const binary = dynoxideBinary();
  if (binary === undefined || process.execve === undefined || options.dynamodbEndpoint !== undefined) return;
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true });
  const port = Number(new URL(addresses.dynamodbEndpoint).port);
  const entry = resolve(import.meta.dirname, '../role.ts');
  spawn(process.execPath, [entry, 'create-tables'], { stdio: 'inherit' });
  const dataDir = options.dataDir && resolve(options.dataDir);
  process.execve(binary, [binary, ...dynoxideParameters(LOCAL_HOST, port, dataDir)], { ...process.env });
}

/** The helper's part: creates the tables as soon as dynoxide answers. */
export async function createTablesSoon({ service, addresses }: RoleContext): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(RETRY_MS)) {
    try {
      await createTables(service, addresses.dynamodbEndpoint);
      return addresses.dynamodbEndpoint;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
