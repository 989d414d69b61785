import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../service/table-definition.ts';
import type { Item } from './item-size.ts';

const ROWS_AT_ONCE = 1_000;
const TELL_EVERY = 100_000;

/** A table as DynamoDB exports it: its definition, and its rows as lines of JSON. */
export interface TableExport {
  readonly schemaFile: string;
  readonly directory: string;
}

/** Writes an export of so many rows into a directory. Tells how many there are now and then. */
export function writeTableExport(
  into: string,
  { input }: TableDefinition,
  rows: Iterable<Item>,
  tell: (written: number) => void,
): TableExport {
  const [schemaFile, directory] = [join(into, 'schema.json'), join(into, 'export')];
  const data = join(directory, input.TableName, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(schemaFile, JSON.stringify({ Table: { ...input, TableStatus: 'ACTIVE' } }));
  writeLines(join(data, '0.json'), rows, tell);
  return { schemaFile, directory };
}

function writeLines(file: string, rows: Iterable<Item>, tell: (written: number) => void): void {
  const descriptor = openSync(file, 'w');
  let [lines, written] = ['', 0];
  for (const row of rows) {
    lines += `${JSON.stringify({ Item: exportedItem(row) })}\n`;
    written += 1;
    if (written % ROWS_AT_ONCE > 0) continue;
    writeSync(descriptor, lines);
    lines = '';
    if (written % TELL_EVERY === 0) tell(written);
  }
  writeSync(descriptor, lines);
  closeSync(descriptor);
}

const exportedItem = (item: Item): object =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, exportedValue(value)]));

/** Bytes are in base64. */
function exportedValue(value: AttributeValue): object {
  if (value.B) return { B: Buffer.from(value.B).toString('base64') };
  return value.L ? { L: value.L.map(exportedValue) } : value;
}
