import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { StreamMapping } from '../../local/mapping/stream/stream-mapping.ts';
import type { Bench } from '../bench.ts';
import { type Engines, startEngines } from '../engines/engines.ts';
import { RecordApplier } from '../engines/record-applier.ts';
import { atLeast, figure } from '../figure.ts';
import { inTurn } from '../kit/in-turn.ts';
import { sampleOf } from '../kit/statistics.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { paidStatuses, sampleCheckout } from '../samples/webhooks.ts';

const PROVIDER = 'inqud';
const ROUNDS = 20;
const CHECKOUTS_PER_ROUND = 75;
const MS_PER_SECOND = 1_000;

/**
 * dynoxide slows down as its stream grows. So both tables keep the rows and records of all earlier rounds, and the last
 * rounds are as fast as the first ones only if that is put right.
 */
export const rate: Bench = {
  name: 'rate',
  about: 'webhooks applied to the local table; with a stream that is read, compared with none',
  inShortForm: false,
  async run({ progress }) {
    await using plain = await startEngines();
    await using streamed = await startEngines({ withStream: true });
    await using reading = readStream(streamed);
    progress(`${ROUNDS} rounds`);
    const { off, on } = await inTurn(ROUNDS, { off: applyRound(plain), on: applyRound(streamed) });
    const half = ROUNDS / 2;
    if (reading.records === 0) throw new Error('The stream had no records.');
    return [
      figure('rate on the local table, with streams', 'webhooks/s', sampleOf(on), {
        baseline: sampleOf(off),
        goal: atLeast(0.85, 'ratio'),
      }),
      figure('rate with streams, later rounds against the first', 'webhooks/s', sampleOf(on.slice(half)), {
        baseline: sampleOf(on.slice(0, half)),
      }),
    ];
  },
};

/** Reads the stream as the local stack does, for a function that does nothing. */
function readStream({ dynamodbEndpoint, table }: Engines) {
  const client = new DynamoDBStreamsClient(localClient(dynamodbEndpoint, 'eu-central-1'));
  const reading = { records: 0 };
  const mapping = new StreamMapping({
    client,
    tableName: table.input.TableName,
    batchSize: 100,
    windowSeconds: 0,
    parallelizationFactor: 1,
    bisect: true,
    reportBatchItemFailures: true,
    invoke: async () => {
      reading.records += 1;
    },
    onFault: (text) => {
      throw new Error(text);
    },
  });
  return {
    get records() {
      return reading.records;
    },
    async [Symbol.asyncDispose]() {
      await mapping.stop();
      client.destroy();
    },
  };
}

/** Applies the webhooks of new checkouts that are paid. Returns how many a second were applied. */
const applyRound = (engines: Engines) => async () => {
  const applier = new RecordApplier(engines);
  const checkouts = Array.from({ length: CHECKOUTS_PER_ROUND }, () => sampleCheckout(PROVIDER));
  const batches: QueueRecord[][] = [];
  for (const [second, status] of paidStatuses(PROVIDER).entries()) {
    const ingested = checkouts.map((checkout) => ingestWebhook(checkout, status, second));
    batches.push((await Promise.all(ingested)).map(({ record }) => record));
  }
  const startedAt = performance.now();
  for (const batch of batches) await applier.apply(batch);
  return (batches.flat().length / (performance.now() - startedAt)) * MS_PER_SECOND;
};
