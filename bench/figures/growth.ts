import type { QueueRecord } from '../../lib/app/read-message.ts';
import type { Bench } from '../bench.ts';
import { applyRecords } from '../engines/apply-records.ts';
import { type Engines, startEngines } from '../engines/engines.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { inTurn, type Measure } from '../kit/in-turn.ts';
import { sampleOf } from '../kit/statistics.ts';
import { firstRecords, ingestWebhook } from '../samples/ingested-webhook.ts';
import { sampleCheckout } from '../samples/webhooks.ts';

const ROUNDS = 15;
const CHECKOUTS_PER_ROUND = 20;
const LONG_HISTORY = 50;

export const growth: Bench = {
  name: 'growth',
  about: 'an event after a long history, and an event of a large batch; compared with small ones',
  inShortForm: false,
  async run({ progress }) {
    await using engines = await startEngines();
    progress('histories');
    const histories = { value: eventAfter(engines, LONG_HISTORY), baseline: eventAfter(engines, 1) };
    const history = await compared(`one event, history of ${LONG_HISTORY} against 1`, histories, 2);
    progress('batches');
    const batches = { value: eventOfBatch(engines, 1_000), baseline: eventOfBatch(engines, 100) };
    return [history, await compared('each event of a batch of 1,000 against 100', batches, 1.1)];
  },
};

type Pair = Readonly<Record<'value' | 'baseline', Measure<number>>>;

async function compared(name: string, pair: Pair, most: number): Promise<Figure> {
  const { value, baseline } = await inTurn(ROUNDS, pair);
  return figure(name, 'ms', sampleOf(value), { baseline: sampleOf(baseline), goal: atMost(most, 'ratio') });
}

/** Milliseconds for an event of a checkout that has had this many: it writes the row and gets all of it back. */
const eventAfter = (engines: Engines, count: number) => async () => {
  let total = 0;
  for (let index = 0; index < CHECKOUTS_PER_ROUND; index += 1) {
    const checkout = sampleCheckout('inqud');
    const records: QueueRecord[] = [];
    for (let second = 0; second <= count; second += 1)
      records.push((await ingestWebhook(checkout, 'NEW', second)).record);
    await applyRecords(engines, records.slice(0, count));
    total += await timed(() => applyRecords(engines, records.slice(count)));
  }
  return total / CHECKOUTS_PER_ROUND;
};

/** Milliseconds for each event of a batch. */
const eventOfBatch = (engines: Engines, count: number) => async () => {
  const records = await firstRecords(count);
  return (await timed(() => applyRecords(engines, records))) / count;
};

async function timed(run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
