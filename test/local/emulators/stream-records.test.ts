/** dynoxide's stream must not slow down as it grows, and it must leave nothing behind. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { claimPorts } from '../../../local/emulators/claim-ports.ts';
import { databaseFile, dynoxideBinary } from '../../../local/emulators/dynoxide.ts';
import { indexStreamRecords } from '../../../local/emulators/index-stream-records.ts';
import { startDynamodb } from '../../../local/emulators/start-dynamodb.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';

/** What dynoxide 1.2.1 asks at every write. */
const NEXT_NUMBER =
  'EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 ' +
  "FROM _stream_records WHERE table_name = 'checkouts'";

const aFolder = () => mkdtempSync(join(tmpdir(), 'stream-records-'));

async function start(dataDir?: string) {
  const [port = 0] = await claimPorts([{ variable: 'DYNAMODB_PORT', host: LOCAL_HOST, port: 0 }]);
  const dynamodb = await startDynamodb({ host: LOCAL_HOST, port, dataDir });
  onTestFinished(() => dynamodb.stop());
  return dynamodb;
}

function planIn(folder: string): string {
  const database = new DatabaseSync(databaseFile(folder), { readOnly: true });
  try {
    return JSON.stringify(database.prepare(NEXT_NUMBER).all());
  } finally {
    database.close();
  }
}

const withDynoxide = it.skipIf(dynoxideBinary() === undefined);

withDynoxide('The next sequence number is found in an index', async () => {
  const folder = aFolder();
  await start(folder);
  expect(planIn(folder)).toContain('SEARCH _stream_records USING');
});

withDynoxide('Without a data directory there is a temporary one, which goes with the database', async () => {
  const temporary = aFolder();
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const dynamodb = await start();
  const [folder = ''] = readdirSync(temporary);
  expect(planIn(join(temporary, folder))).toContain('SEARCH _stream_records USING');
  await dynamodb.stop();
  expect(readdirSync(temporary)).toEqual([]);
});

it('A database without the records, and a file that is none, stay without an index', () => {
  const folder = aFolder();
  indexStreamRecords(databaseFile(folder));
  writeFileSync(join(folder, 'none'), 'text');
  indexStreamRecords(join(folder, 'none'));
  indexStreamRecords(join(folder, 'missing', 'file'));
});
