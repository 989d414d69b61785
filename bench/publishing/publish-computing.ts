import type { DynamoDBRecord } from 'aws-lambda';
import { publishHandler } from '../../lib/aws/lambda/publish-handler.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { type Figure, figure } from '../figure.ts';
import { bundles } from '../kit/deployed-bundle.ts';
import { handlersInTurn, type RoundTimes } from '../kit/handlers-in-turn.ts';
import { inTurn } from '../kit/in-turn.ts';
import { type Sample, sampleOf } from '../kit/statistics.ts';
import { createTopic } from './create-topic.ts';
import { streamRecords } from './stream-records.ts';

const CHECKOUTS = 25;
const ROUNDS = 201;
const QUICK_ROUNDS = 51;
const TOPIC_ROUNDS = 30;
const QUICK_TOPIC_ROUNDS = 10;
const WARM_UP = 10;
const context = { getRemainingTimeInMillis: () => 20_000 };

export const publishComputing: Bench = {
  name: 'publish',
  about: 'publishing a change; compared with parsing it, and with a bare handler that publishes its image',
  inShortForm: true,
  async run({ quick, progress }) {
    await using engines = await startEngines();
    const records = await streamRecords(engines, CHECKOUTS);
    progress('records, in turn with parsing them');
    const alone = await withoutTopic(records, quick ? QUICK_ROUNDS : ROUNDS);
    progress('batches to a topic, in turn with the bare handler');
    const variables = await createTopic(engines.variablesOf('ingest'));
    const { publish: ours, barePublish: bare } = await bundles();
    const count = WARM_UP + (quick ? QUICK_TOPIC_ROUNDS : TOPIC_ROUNDS);
    const rounds = Array.from({ length: count }, () => [{ Records: records }]);
    const taken = await handlersInTurn({ bundles: { ours, bare }, rounds, warmUp: WARM_UP }, variables);
    const perRecord = computingPerRecord(records.length);
    return [
      alone,
      figure('publish, computing per record, against a bare handler', 'ms', perRecord(taken.ours), {
        baseline: perRecord(taken.bare),
      }),
    ];
  },
};

/** From the text of a batch to the texts of its events, without a topic. The least is to read and write the batch. */
async function withoutTopic(records: readonly DynamoDBRecord[], rounds: number): Promise<Figure> {
  const text = JSON.stringify({ Records: records });
  const handler = publishHandler({
    findProvider,
    outlet: { publish: async (event) => void JSON.stringify(event) },
    deadLetters: { send: () => Promise.reject(new Error('A record cannot be read.')) },
    source: 'urn:checkout-webhooks:prod',
    startLog: () => ({ report: () => undefined, flush: () => undefined }),
  });
  const { ours, bare } = await inTurn(
    rounds,
    {
      ours: timed(records.length, async () => void (await handler(JSON.parse(text), context))),
      bare: timed(records.length, async () => void JSON.stringify(JSON.parse(text))),
    },
    WARM_UP,
  );
  return figure('publish, computing per record', 'µs', sampleOf(ours), { baseline: sampleOf(bare) });
}

/** Microseconds of computing for each record. Nothing is waited for, and other programs are not counted. */
const timed = (records: number, work: () => Promise<void>) => async () => {
  const usedBefore = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(usedBefore);
  return (user + system) / records;
};

const computingPerRecord =
  (records: number) =>
  (rounds: readonly RoundTimes[]): Sample =>
    sampleOf(rounds.map(({ computingMs }) => computingMs / records));
