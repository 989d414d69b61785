/** The suites are tested here: each known mistake must be caught, and the real receiver must pass. */

import { afterAll, describe, expect, it } from 'vitest';
import { mergeEntries } from '../../lib/checkout/merge.ts';
import { realReceiver } from '../simulation/receiver.ts';
import { simulate } from '../simulation/simulate.ts';
import { unconditionalTable } from './applying/unconditional-table.ts';
import { type CatchRow, catchesOf } from './catch-table.ts';
import { catchers, realParts } from './catchers.ts';
import { flawedReceivers } from './receivers.ts';

const TIMEOUT_MS = 120_000;
const RECEIVERS = 26;

describe('Receivers with a mistake that real receivers have made', () => {
  const rows: CatchRow[] = [];

  it.each(flawedReceivers)(
    'catches: $name',
    async (receiver) => {
      const caughtBy = await catchesOf(receiver, 1);
      rows.push({ receiver: receiver.name, caughtBy });
      expect(caughtBy).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  it('are twenty-six, all different', () => {
    expect(new Set(flawedReceivers.map(({ name }) => name)).size).toBe(RECEIVERS);
  });

  afterAll(() => console.info(rows.map(lineOf).join('\n')));
});

/** The other suites have tests with the real receiver in `proof/exhaustive`. */
const quick = catchers.filter(({ name }) => name === 'constant time' || name === 'simulation');

describe('The real receiver', () => {
  it.each(quick)(
    'passes the suite that catches the others: $name',
    async ({ judge }) => {
      expect(await judge(realParts)).toBeUndefined();
    },
    TIMEOUT_MS,
  );

  it(
    'also passes on a table without conditions that merges atomically',
    async () => {
      const createTable = () => unconditionalTable((row, key, entries) => mergeEntries(key, row, entries));
      const tally = await simulate({
        amount: { deliveries: 4_000 },
        seed: 1,
        receiver: { ...realReceiver, createTable },
      });
      expect(tally.deliveries).toBeGreaterThanOrEqual(4_000);
    },
    TIMEOUT_MS,
  );
});

const lineOf = ({ receiver, caughtBy }: CatchRow): string =>
  caughtBy
    .map(({ suite, objection }) => `${receiver} → ${suite}, ${objection.check}: ${objection.what}`)
    .join('\n');
