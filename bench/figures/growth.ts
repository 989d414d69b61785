import type { QueueRecord } from '../../lib/app/read-message.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import type { Bench } from '../bench.ts';
import { AppliedMessages } from '../dynamodb/applied-messages.ts';
import { startFilledTable } from '../dynamodb/filled-table.ts';
import { type Figure, figure } from '../figure.ts';
import { interleaved, type Measure } from '../kit/interleaved.ts';
import { queueRecord, type SampleCheckout, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import type { LocalTable } from '../servers/local-table.ts';

const MANY = 20_000;
/** Takes two minutes and 2 GB of memory. */
const A_MILLION = 1_000_000;
const FEW = 1_000;
const ROUNDS = 15;
const EVENTS_PER_ROUND = 20;
const LONG_HISTORY = 50;
const PAGE = 25;

export const growth: Bench = {
  name: 'growth',
  about:
    'what an event and a page cost with many checkouts (a million with --long), a long history, a large batch',
  inShortForm: false,
  async run({ long, progress }) {
    const checkouts = long ? A_MILLION : MANY;
    await using few = await startFilledTable(FEW, progress);
    await using many = await startFilledTable(checkouts, progress);
    progress('events, pages, histories and batches');
    return [
      ...(await tableSize(few, many, checkouts)),
      ...(await historyLength(few)),
      ...(await batchSize(few)),
    ];
  },
};

async function tableSize(few: LocalTable, many: LocalTable, checkouts: number): Promise<readonly Figure[]> {
  const [events, pages] = [
    await interleaved(ROUNDS, { few: newEvents(few), many: newEvents(many) }),
    await interleaved(ROUNDS, { few: aPage(few), many: aPage(many) }),
  ];
  const compared = (what: string) => `${what}, ${checkouts} checkouts against ${FEW}`;
  const goal = { of: 'ratio', atMost: 1.1 } as const;
  return [
    figure({ name: compared('one event'), unit: 'ms', value: events.many, baseline: events.few, goal }),
    figure({ name: compared('a page of a list'), unit: 'ms', value: pages.many, baseline: pages.few, goal }),
  ];
}

/** Milliseconds for the first event of a checkout, on average over some. */
function newEvents(table: LocalTable): Measure {
  const applied = new AppliedMessages(table);
  return async () => {
    const records = await Promise.all(Array.from({ length: EVENTS_PER_ROUND }, () => firstEvent()));
    return (await timed(records, (record) => applied.apply([record]))) / records.length;
  };
}

function aPage({ client, definition }: LocalTable): Measure {
  const settings = readSettings(TableSettings, { TABLE_NAME: definition.input.TableName });
  const reader = dynamodbCheckoutReader(client, settings);
  return () => timed([PAGE], (limit) => reader.byState(['pending'], { limit }));
}

/** The fiftieth event of a checkout beside the second: both write the row and get all of it back. */
async function historyLength(table: LocalTable): Promise<readonly Figure[]> {
  const applied = new AppliedMessages(table);
  const afterEvents = (count: number) => async () => {
    const checkouts = Array.from({ length: EVENTS_PER_ROUND }, () => sampleCheckout('inqud'));
    for (const checkout of checkouts) await applied.apply(await events(checkout, 0, count));
    const next = await Promise.all(checkouts.map((checkout) => events(checkout, count, count + 1)));
    return (await timed(next, (records) => applied.apply(records))) / next.length;
  };
  const taken = await interleaved(ROUNDS, { long: afterEvents(LONG_HISTORY), short: afterEvents(1) });
  return [
    figure({
      ...{ name: `one event, history of ${LONG_HISTORY} against 1`, unit: 'ms' },
      ...{ value: taken.long, baseline: taken.short, goal: { of: 'ratio', atMost: 2 } },
    }),
  ];
}

/** Per event: a batch ten times as large must not cost more for each. */
async function batchSize(table: LocalTable): Promise<readonly Figure[]> {
  const applied = new AppliedMessages(table);
  const perEvent = (count: number) => async () => {
    const records = await Promise.all(Array.from({ length: count }, () => firstEvent()));
    return (await timed([records], (batch) => applied.apply(batch))) / count;
  };
  const taken = await interleaved(9, { large: perEvent(1_000), small: perEvent(100) });
  return [
    figure({
      ...{ name: 'each event of a batch of 1,000 against 100', unit: 'ms' },
      ...{ value: taken.large, baseline: taken.small, goal: { of: 'ratio', atMost: 1.1 } },
    }),
  ];
}

async function firstEvent(): Promise<QueueRecord> {
  const checkout = sampleCheckout('inqud');
  return queueRecord(checkout, webhookBody(checkout, 'NEW', 0));
}

const events = (checkout: SampleCheckout, from: number, to: number): Promise<QueueRecord[]> =>
  Promise.all(
    Array.from({ length: to - from }, (_, index) =>
      queueRecord(checkout, webhookBody(checkout, 'NEW', from + index)),
    ),
  );

async function timed<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (const item of items) await run(item);
  return performance.now() - start;
}
