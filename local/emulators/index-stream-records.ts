import { DatabaseSync } from 'node:sqlite';

/** dynoxide may be writing. */
const PATIENCE_MS = 2_000;

const CREATE_INDEX =
  'CREATE INDEX IF NOT EXISTS checkout_webhooks_stream ' +
  'ON _stream_records (table_name, CAST(sequence_number AS INTEGER))';

/**
 * Adds an index to the database of a running dynoxide. For the sequence number of each new record, dynoxide 1.2.1 reads
 * all records of the stream, and after some thousands of writes it does little else. A dynoxide that has changed goes
 * without the index, because a slow stream is better than none.
 *
 * @param file of the database
 */
export function indexStreamRecords(file: string): void {
  try {
    const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
    try {
      database.exec(CREATE_INDEX);
    } finally {
      database.close();
    }
  } catch {
    // There is no such table, or the file is not what it was.
  }
}
