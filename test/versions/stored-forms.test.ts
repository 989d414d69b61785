/** What every released version wrote can be read, and written again without losing anything. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTarget } from '../../cli/stage/target.ts';
import { readMessage } from '../../lib/app/read-message.ts';
import type { Row } from '../../lib/aws/dynamodb/checkout-item.ts';
import { entryFrom } from '../../lib/aws/dynamodb/history/history-item.ts';
import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import { rebuiltRow } from '../../lib/checkout/rows/rebuild.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { checkoutsHere } from '../cli/run-checkouts.ts';
import { type FixtureCase, fixtureCases } from './fixture-cases.ts';
import { resolution } from './make-fixtures.ts';
import { ADDED_PLACE, newerRow } from './newer-row.ts';
import { keyIn, messageOf, openTable, type StoredTable } from './stored-table.ts';
import { fixtureVersions, plainRow, readFixtures, rowFrom } from './version-fixtures.ts';

let engine: DynamodbEngine;
beforeAll(async () => {
  engine = await startDynoxide();
});
afterAll(() => engine?.stop());

const policyOf = (fixtureCase: FixtureCase) => attentionPolicy(findProvider, keyIn(fixtureCase));

/** Rebuilds under a table that knows one more word, so that the row changes where it has that word. */
function learned(fixtureCase: FixtureCase) {
  const policy = policyOf(fixtureCase);
  return {
    ...policy,
    lifecycle: { ...policy.lifecycle, MOON_PHASE: { state: 'refunded', rank: 70 } },
  } as const;
}

type Action = (table: StoredTable, fixtureCase: FixtureCase) => Promise<unknown>;

const deliver = async (table: StoredTable, { provider }: FixtureCase, body: object) =>
  table.consume(await messageOf(provider, body, 30_000));

/** Every way in which today's code writes to a row. */
const actions: Readonly<Record<string, Action>> = {
  'the next event': (table, one) => deliver(table, one, one.next),
  'a late event': (table, one) => deliver(table, one, one.late),
  'a duplicate': (table, one) => deliver(table, one, one.bodies[0] ?? {}),
  'resolve and a late event': async (table, one) => {
    await table.rewrite(keyIn(one), (row) => resolvedRow(row, policyOf(one), resolution));
    await deliver(table, one, one.late);
  },
  rebuild: (table, one) => table.rewrite(keyIn(one), (row) => rebuiltRow(row, policyOf(one))),
  'rebuild under a table that has learned': (table, one) =>
    table.rewrite(keyIn(one), (row) => rebuiltRow(row, learned(one))),
};

const entriesIn = (row: Row): readonly string[] =>
  (row['history']?.L ?? []).map(({ B = new Uint8Array() }) => Buffer.from(B).toString('hex'));

const eventsIn = (row: Row) => (row['history']?.L ?? []).map(entryFrom);

const mayBeWithdrawn = /^(attention|attentionFacts|attentionShard|unknownSince)$/;

let cliTable: ReturnType<typeof openTable> | undefined;
/** The table that the CLI reads. Its name is fixed, so all versions share it. */
const openCliTable = () => {
  cliTable ??= openTable(engine, 0, localTarget({}).stackName);
  return cliTable;
};

describe.each(fixtureVersions())('What %s wrote', (version) => {
  const fixtures = readFixtures(version);

  const caseOf = (name: string): FixtureCase => {
    const fixtureCase = fixtureCases[name];
    if (!fixtureCase) throw new RangeError(`There is no case ${name}.`);
    return fixtureCase;
  };

  it('is published with the same fields and values, by the typed reader and by `checkouts get --json`', async () => {
    const table = await openCliTable();
    const port = new URL(engine.endpoint).port;
    for (const [name, row] of Object.entries(fixtures.rows)) {
      const { checkoutId } = caseOf(name);
      await table.put(rowFrom(row));
      expect(await table.checkouts.get(checkoutId), name).toMatchObject(fixtures.published[name] ?? {});
      const { stdout } = await checkoutsHere(['get', checkoutId, '--json'], { DYNAMODB_PORT: port });
      expect(JSON.parse(stdout), name).toMatchObject(fixtures.published[name] ?? {});
    }
  });

  it('is understood in the queue', () => {
    for (const [name, text] of Object.entries(fixtures.messages)) {
      const reading = readMessage(findProvider, { messageId: 'm', text });
      expect(reading, name).toMatchObject({ kind: 'event', event: keyIn(caseOf(name)) });
    }
  });

  it('is understood byte by byte in histories', () => {
    for (const { bytes, entry } of Object.values(fixtures.entries))
      expect(entryFrom({ B: Buffer.from(bytes, 'hex') })).toMatchObject(entry);
  });

  describe.each(Object.entries(fixtures.rows))('in a row (%s)', (name, stored) => {
    const fixtureCase = caseOf(name);
    const key = keyIn(fixtureCase);

    /** Stores a row, acts on it, and returns it as it is then. */
    async function rowAfter(row: Row, act: Action): Promise<Row> {
      const table = await openTable(engine, fixtureCase.retentionDays);
      await table.put(row);
      await act(table, fixtureCase);
      const written = await table.read(key);
      const before = new Map(eventsIn(row).map((event) => [event.eventId, event]));
      for (const { foreign: _foreign, state: _state, rank: _rank, ...event } of eventsIn(written)) {
        const stored = before.get(event.eventId);
        if (stored) expect(stored).toMatchObject(event);
      }
      expect(await table.checkouts.get(key.checkoutId)).toBeDefined();
      return written;
    }

    it.each(Object.entries(actions))('loses no attribute and no event through %s', async (_what, act) => {
      const before = rowFrom(stored);
      const row = await rowAfter(before, act);
      const lost = Object.keys(before).filter((attribute) => !(attribute in row));
      expect(lost.filter((attribute) => !mayBeWithdrawn.test(attribute))).toEqual([]);
      const ids = (of: Row) => eventsIn(of).map(({ eventId }) => eventId);
      const gone = ids(before).filter((id) => !ids(row).includes(id));
      const isFull = ids(before).length === HISTORY_LIMIT;
      expect(gone.length).toBeLessThanOrEqual(isFull ? 1 : 0);
    });

    it.each(Object.entries(actions))('keeps what a newer version added through %s', async (what, act) => {
      const before = newerRow(rowFrom(stored));
      const row = plainRow(await rowAfter(before, act));
      expect(row['addedLater']).toEqual({ S: 'kept' });
      if (!what.startsWith('resolve')) {
        expect(row).toMatchObject({ attentionFacts: { M: { 'added_later|fact': { S: 'It is risky.' } } } });
        expect(row['resolved']).toEqual(plainRow(before)['resolved']);
      }
      const kept = entriesIn(rowFrom(row)).filter(
        (bytes) => bytes.startsWith('e2') && bytes.endsWith(ADDED_PLACE.toString('hex')),
      );
      const isFull = entriesIn(before).length === HISTORY_LIMIT;
      expect(kept.length).toBeGreaterThanOrEqual(entriesIn(before).length - (isFull ? 1 : 0));
    });
  });
});
