import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynoxideBinary, dynoxideParameters } from '../../local/emulators/dynoxide.ts';
import { onceItAnswers, type startDynamodb } from '../../local/emulators/start-dynamodb.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { type LocalTable, startLocalTable } from '../servers/local-table.ts';
import { sampleRows } from './sample-rows.ts';
import { type TableExport, writeTableExport } from './table-export.ts';

/** A million rows take one or two. */
const IMPORT_TIMEOUT_MS = 15 * 60_000;

/**
 * The checkout table with so many rows in it, in memory: dynoxide reads them as an export before it answers, which
 * takes a tenth of the time that writing them through its API does.
 */
export async function startFilledTable(count: number, tell: (text: string) => void): Promise<LocalTable> {
  const [definition] = Object.values(readServiceDefinition('.').tables);
  if (!definition) throw new Error('serverless.yml declares no table.');
  const directory = mkdtempSync(join(tmpdir(), 'table-'));
  try {
    const rows = await sampleRows(count);
    const written = writeTableExport(directory, definition, rows, (sum) => tell(`${sum} rows written`));
    tell(`${count} rows are read by the database`);
    return await startLocalTable(importing(written));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A dynoxide that begins with an import. @throws Error where there is none */
const importing =
  ({ schemaFile, directory }: TableExport): typeof startDynamodb =>
  async ({ host, port }) => {
    const binary = dynoxideBinary();
    if (!binary) throw new Error('Only dynoxide can be filled with so many rows in reasonable time.');
    const source = ['import', '--source', directory, '--schema', schemaFile, '--serve'];
    const child = spawn(binary, [...source, ...dynoxideParameters(host, port)], { stdio: 'ignore' });
    return onceItAnswers(child, host, port, IMPORT_TIMEOUT_MS);
  };
