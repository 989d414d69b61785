import { DatabaseSync } from 'node:sqlite';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, source TEXT, body TEXT, times INTEGER, bodies INTEGER);
CREATE TABLE IF NOT EXISTS checkouts (source TEXT PRIMARY KEY, sequence TEXT, state TEXT, attention TEXT);
CREATE TABLE IF NOT EXISTS parcels (number INTEGER PRIMARY KEY, source TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS one_parcel ON parcels (source);
`;

/** A row of a table of the shop: text and numbers. */
type ShopRow = Readonly<Record<string, unknown>>;

/** The merchant's own database. It is in a file, so it survives the death of the endpoint. */
export class ShopDatabase implements Disposable {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000;');
    this.#database.exec(SCHEMA);
  }

  /** Notes that an event arrived. @returns how often it has arrived now */
  arrived({ id, source }: ChangeEvent, body: string): number {
    const known = this.rows('SELECT body, times FROM events WHERE id = ?', id)[0];
    if (!known) {
      this.#run('INSERT INTO events VALUES (?, ?, ?, 1, 1)', id, source, body);
      return 1;
    }
    const isOther = known['body'] !== body ? 1 : 0;
    this.#run('UPDATE events SET times = times + 1, bodies = bodies + ? WHERE id = ?', isOther, id);
    return Number(known['times']) + 1;
  }

  /** The sequence of the last event that was applied; undefined when there is none. */
  sequenceOf(source: string): string | undefined {
    const known = this.rows('SELECT sequence FROM checkouts WHERE source = ?', source)[0];
    return known && String(known['sequence']);
  }

  /** Applies an event, and creates a parcel unless there is one, in one transaction. */
  apply({ source, sequence, data }: ChangeEvent, ships: boolean): void {
    this.#database.exec('BEGIN IMMEDIATE');
    this.#run(
      `INSERT INTO checkouts VALUES (?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET sequence = excluded.sequence,
       state = excluded.state, attention = excluded.attention WHERE excluded.sequence > checkouts.sequence`,
      source,
      sequence,
      data.state,
      data.attention.join(),
    );
    if (ships) this.#run('INSERT OR IGNORE INTO parcels (source) VALUES (?)', source);
    this.#database.exec('COMMIT');
  }

  rows(query: string, ...values: readonly string[]): readonly ShopRow[] {
    return this.#database.prepare(query).all(...values);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #run(command: string, ...values: readonly (string | number)[]): void {
    this.#database.prepare(command).run(...values);
  }
}
