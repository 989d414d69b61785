import type { QueueRecord } from '../../lib/app/read-message.ts';
import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { RecordApplier } from '../engines/record-applier.ts';
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
    const applier = new RecordApplier(engines);
    progress('histories');
    const histories = { value: eventAfter(applier, LONG_HISTORY), baseline: eventAfter(applier, 1) };
    const history = await compared(`one event, history of ${LONG_HISTORY} against 1`, histories, 2);
    progress('batches');
    const batches = { value: eventOfBatch(applier, 1_000), baseline: eventOfBatch(applier, 100) };
    return [history, await compared('each event of a batch of 1,000 against 100', batches, 1.1)];
  },
};

type Pair = Readonly<Record<'value' | 'baseline', Measure<number>>>;

async function compared(name: string, pair: Pair, most: number): Promise<Figure> {
  const { value, baseline } = await inTurn(ROUNDS, pair);
  return figure(name, 'ms', sampleOf(value), { baseline: sampleOf(baseline), goal: atMost(most, 'ratio') });
}

/** Milliseconds for an event of a checkout that has had this many: it writes the row and gets all of it back. */
const eventAfter = (applier: RecordApplier, count: number) => async () => {
  const next: QueueRecord[] = [];
  for (let index = 0; index < CHECKOUTS_PER_ROUND; index += 1) {
    const checkout = sampleCheckout('inqud');
    const records: QueueRecord[] = [];
    for (let second = 0; second <= count; second += 1)
      records.push((await ingestWebhook(checkout, 'NEW', second)).record);
    await applier.apply(records.slice(0, count));
    next.push(...records.slice(count));
  }
  return millisecondsOf(next, (record) => applier.apply([record]));
};

/** Milliseconds for each event of a batch. */
const eventOfBatch = (applier: RecordApplier, count: number) => async () => {
  const records = await firstRecords(count);
  return (await millisecondsOf([records], (batch) => applier.apply(batch))) / count;
};

/** The average time of a run, in milliseconds. */
async function millisecondsOf<Input>(
  inputs: readonly Input[],
  run: (input: Input) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  for (const input of inputs) await run(input);
  return (performance.now() - startedAt) / inputs.length;
}
