import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { runProgram } from '../../scripts/template/run-program.ts';
import { ORDER, openRowWriter, type RowWriter } from './example-rows.ts';
import { languages } from './languages.ts';
import { readerEnvironment } from './reader-environment.ts';

/** A row, an order, and what the example must print about them. */
interface Case {
  readonly name: string;
  /** The beginning of the id, by default the one of Inqud's crypto widget. */
  readonly prefix?: string;
  readonly write?: (rows: RowWriter, checkoutId: string) => Promise<void>;
  readonly amount?: string;
  readonly currency?: string;
  readonly prints: string;
}

const paid: Case['write'] = (rows, id) => rows.receive(id, 'NEW', 'PAYMENT_DETECTED', 'SUCCESS');

const cases: readonly Case[] = [
  { name: 'ships a paid order', write: paid, prints: 'ship' },
  { name: 'compares amounts as numbers', write: paid, amount: '100.250', prints: 'ship' },
  {
    name: 'holds a payment of another amount',
    write: paid,
    amount: '100.26',
    prints: 'hold: the amount is 100.25 USD',
  },
  {
    name: 'holds a payment in another currency',
    write: paid,
    currency: 'EUR',
    prints: 'hold: the amount is 100.25 USD',
  },
  {
    name: 'holds a payment that says no amount',
    write: (rows, id) => rows.receiveAmount(id, 'SUCCESS', null),
    prints: 'hold: the amount is unknown',
  },
  {
    name: 'holds an order that is not paid yet',
    write: (rows, id) => rows.receive(id, 'NEW', 'PAYMENT_DETECTED'),
    prints: 'hold: the state is processing',
  },
  {
    name: 'holds a paid order that expired later',
    write: (rows, id) => rows.receive(id, 'NEW', 'SUCCESS', 'EXPIRED'),
    prints: 'hold: a person must look: conflict',
  },
  {
    name: 'holds an order that expired and was paid later',
    write: (rows, id) => rows.receive(id, 'EXPIRED', 'SUCCESS'),
    prints: 'hold: a person must look: conflict',
  },
  {
    name: 'holds a paid order after a word that nobody knows',
    write: (rows, id) => rows.receive(id, 'SUCCESS', 'CHARGED_BACK'),
    prints: 'hold: a person must look: unknown_status',
  },
  {
    name: 'lists every kind of attention',
    write: (rows, id) => rows.receive(id, 'EXPIRED', 'SUCCESS', 'CHARGED_BACK'),
    prints: 'hold: a person must look: conflict, unknown_status',
  },
  {
    name: 'holds for a kind of attention that only a newer version knows',
    async write(rows, id) {
      await rows.receive(id, 'SUCCESS');
      await rows.addAttention(id, 'kind_of_next_year');
    },
    prints: 'hold: a person must look: kind_of_next_year',
  },
  {
    name: 'holds before attention is written: paid after it failed',
    prefix: 'ORCO-',
    write: (rows, id) => rows.receiveAndCrash(id, 'FAILED', 'SUCCESS'),
    amount: '90',
    currency: 'EUR',
    prints: 'hold: the row has failedSince',
  },
  {
    name: 'holds before attention is written: paid after it expired',
    write: (rows, id) => rows.receiveAndCrash(id, 'EXPIRED', 'SUCCESS'),
    prints: 'hold: the row has expiredSince',
  },
  {
    name: 'holds before attention is written: paid after a review',
    write: (rows, id) => rows.receiveAndCrash(id, 'CONFLICT', 'SUCCESS'),
    prints: 'hold: the row has reviewSince',
  },
  {
    name: 'holds before attention is written: paid after a word that nobody knows',
    write: (rows, id) => rows.receiveAndCrash(id, 'HELD', 'SUCCESS'),
    prints: 'hold: the row has unknownSince',
  },
  {
    name: 'ships what a person has resolved',
    async write(rows, id) {
      await rows.receive(id, 'EXPIRED', 'SUCCESS');
      await rows.resolve(id);
    },
    prints: 'ship',
  },
  {
    name: 'holds again when something new comes after that',
    async write(rows, id) {
      await rows.receive(id, 'EXPIRED', 'SUCCESS');
      await rows.resolve(id);
      await rows.receive(id, 'EXPIRED', 'SUCCESS', 'CHARGED_BACK');
    },
    prints: 'hold: a person must look: unknown_status',
  },
  { name: 'holds an id that no checkout has', prints: 'hold: 0 checkouts have this id' },
  {
    name: 'holds an id that two providers use',
    async write(rows, id) {
      await rows.receive(id, 'SUCCESS');
      await rows.receiveFromTweed(id, 'DONE');
    },
    prints: 'hold: 2 checkouts have this id',
  },
];

const named = cases.map((one, number) => ({ ...one, checkoutId: `${one.prefix ?? 'CCO-'}${number}` }));

let engine: DynamodbEngine;
let table: string;

beforeAll(async () => {
  engine = await startDynoxide();
  table = await createCheckoutTable(engine.client);
  const rows = openRowWriter(engine.client, table);
  for (const { write, checkoutId } of named) await write?.(rows, checkoutId);
});
afterAll(() => engine?.stop());

for (const { name, skip, prepare } of languages) {
  const title = skip === undefined ? name : `${name} (${skip})`;
  describe.skipIf(skip !== undefined)(title, () => {
    let command: Awaited<ReturnType<typeof prepare>>;
    beforeAll(async () => {
      command = await prepare();
    });

    const ask = (...question: readonly string[]) => {
      const [program, ...args] = command;
      return runProgram(program, [...args, ...question], { env: readerEnvironment(engine) });
    };

    it.each(named)('$name', async ({ checkoutId, amount, currency, prints }) => {
      const { code, output } = await ask(
        table,
        checkoutId,
        amount ?? ORDER.amount,
        currency ?? ORDER.currency,
      );
      expect(output.trim()).toBe(prints);
      expect(code).toBe(prints === 'ship' ? 0 : 1);
    });

    it('never says ship when it cannot ask', async () => {
      const { code, stdout } = await ask('no-such-table', 'CCO-0', ORDER.amount, ORDER.currency);
      expect(code).not.toBe(0);
      expect(stdout.split('\n')).not.toContain('ship');
    });
  });
}
