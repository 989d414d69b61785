import { readServiceDefinition } from '../../service/service-definition.ts';
import type { Bench } from '../bench.ts';
import { BATCH_SIZE } from '../cost/ordinary-traffic.ts';
import { ordinaryRun } from '../cost/run-durations.ts';
import { type Figure, figure, short } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';
import { ingestVariables } from '../kit/ingest-variables.ts';
import { mean, quantile } from '../kit/statistics.ts';
import { CpuQuota } from '../memory/cpu-quota.ts';
import {
  type Curve,
  coldCurves,
  fullBatch,
  MEMORY_SIZES,
  warmCurve,
  webhook,
} from '../memory/memory-curve.ts';
import { virginia } from '../prices.ts';
import { startLocalQueue } from '../servers/local-queue.ts';
import { startLocalTable } from '../servers/local-table.ts';
import { startParameterServer } from '../servers/parameter-server.ts';

const INGEST_CALLS = 40;
const CONSUME_CALLS = 20;
const MB_PER_GB = 1_024;
const MS_PER_S = 1_000;
const MILLION = 1_000_000;

/**
 * Assumed, for want of AWS: a call of SQS or DynamoDB within a region takes so much longer than one of the engines on
 * this machine. The writes of a batch go out together, and so wait once.
 */
const AWS_WAIT_MS = 6;

export const memory: Bench = {
  name: 'memory',
  about: 'what each memory size of the functions takes and costs, by a quota of computing like Lambda’s',
  inShortForm: false,
  isLong: true,
  async run({ progress }) {
    using quota = CpuQuota.make();
    if (!quota) {
      progress('no figures: a quota of computing takes Linux, control groups and root');
      return [];
    }
    await using queue = await startLocalQueue();
    await using parameters = await startParameterServer();
    await using table = await startLocalTable();
    const built = await bundles();
    const ingest = { bundle: built.ingest, variables: ingestVariables(queue, parameters) };
    const consume = {
      bundle: built.consume,
      variables: {
        TABLE_NAME: table.definition.input.TableName,
        DEAD_LETTER_QUEUE_URL: queue.url,
        AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      },
    };
    progress('cold starts at each size');
    const cold = await coldCurves(quota, ingest);
    progress('ingest, warm, at each size in turn');
    const ingestRuns = await warmCurve(quota, ingest, INGEST_CALLS, async () => webhook());
    progress(`consume, warm, batches of ${BATCH_SIZE}, at each size in turn`);
    const consumeRuns = await warmCurve(quota, consume, CONSUME_CALLS, fullBatch);
    const curves = { ...cold, ingestRuns, consumeRuns };
    return MEMORY_SIZES.map((size) => sizeFigure(size, curves));
  },
};

type Curves = Readonly<Record<'firstAnswer' | 'importUnderQuota' | 'ingestRuns' | 'consumeRuns', Curve>>;

function sizeFigure(size: number, curves: Curves): Figure {
  const times = (name: keyof Curves) => curves[name].get(size) ?? [];
  const billed = { ingestMs: billedMs(times('ingestRuns')), batchMs: billedMs(times('consumeRuns')) };
  const [ingest, consume] = [billed.ingestMs, billed.batchMs / BATCH_SIZE].map((ms) => dollars(size, ms));
  return figure({
    ...{ name: `run time of a million webhooks at ${size} MB`, unit: 'dollars' },
    value: (ingest ?? 0) + (consume ?? 0),
    note: [
      `ingest ${spread(times('ingestRuns'))}, billed ${short(billed.ingestMs)}: ${short(ingest ?? 0)} dollars`,
      `a batch of ${BATCH_SIZE} ${spread(times('consumeRuns'))}, billed ${short(billed.batchMs)}: ${short(consume ?? 0)} dollars`,
      `first answer after ${short(middle(times('firstAnswer')))} ms, import at full speed`,
      `import under the quota ${short(middle(times('importUnderQuota')))} ms`,
      ...deployedAt(size),
    ].join('; '),
  });
}

/** For a million of them. */
const dollars = (megabytes: number, ms: number): number =>
  (megabytes / MB_PER_GB) * (ms / MS_PER_S) * virginia.lambdaGigabyteSecond * MILLION;

/** On average, each run rounded up as Lambda does, with what AWS would let it wait. */
const billedMs = (times: readonly number[]): number => mean(times.map((ms) => Math.ceil(ms + AWS_WAIT_MS)));

const middle = (times: readonly number[]): number => quantile(times, 0.5);

const spread = (times: readonly number[]): string =>
  `${short(middle(times))} ms (p99 ${short(quantile(times, 0.99))})`;

const countedWith: Readonly<Record<string, string>> = {
  ingest: `ingest is deployed so: the cost counts with ${ordinaryRun.ingestMs} ms`,
  consume: `consume is deployed so: the cost counts with ${ordinaryRun.batchMs} ms`,
};

const deployedAt = (size: number): readonly string[] =>
  Object.entries(readServiceDefinition('.').functions).flatMap(([name, { memoryMb }]) =>
    memoryMb === size ? (countedWith[name] ?? []) : [],
  );
