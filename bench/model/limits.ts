import type { Model } from './model.ts';

/** Something that is exhausted at a certain rate. */
export interface Limit {
  /** The highest rate in webhooks a second, or the largest burst in webhooks, before it is exhausted. */
  readonly capacity: number;
  readonly name: string;
  /** The effect of a higher rate. */
  readonly effect: string;
  readonly remedy: string;
}

/** AWS's default quotas, from its documentation of 2025. All but the partition's can be raised on request. */
export const quotas = {
  lambdaConcurrency: 1_000,
  newAccountConcurrency: 10,
  /** Environments that Lambda adds to one function within ten seconds. */
  startsAtOnce: 1_000,
  apiRate: 10_000,
  apiBurst: 5_000,
  /** Writes a second that a new on-demand table takes at once. After that, twice its highest traffic so far. */
  newTableWrites: 4_000,
  tableWrites: 40_000,
  partitionWrites: 1_000,
  batchesAtOnce: 1_000,
  ssmReads: 40,
} as const;

const MS = 1_000;
/** A checkout enters a state once and leaves it once, and each writes to that state's entries in the index. */
const WRITES_TO_HOT_STATE = 2;

/** How many webhooks a second one environment of consume applies. */
export const ratePerBatch = ({ deployment, slowRun }: Model): number =>
  (deployment.batchSize * MS) / slowRun.batchMs;

/** How many environments start for each webhook of a burst. */
export const startsPerWebhook = ({ slowRun }: Model): number => slowRun.coldMs / MS;

/** How many writes to the busiest state of the index each webhook makes. */
export const hotStateWrites = ({ webhook }: Model): number =>
  WRITES_TO_HOT_STATE / webhook.webhooksPerCheckout;

const ASK = 'ask AWS for a higher quota';
const PROVISION = 'provisioned concurrency for ingest';
const ANSWERS_429 = 'API Gateway answers 429, providers send again';
const ANSWERS_503 = 'API Gateway answers 503, providers send again';
const QUEUE_GROWS = 'the queue grows, rows are late, nothing is lost';

/** Returns what is exhausted as the rate grows, in that order. */
export function limitsOf(model: Model): readonly Limit[] {
  const { webhook, deployment, slowRun } = model;
  const { throttleRate, consumeConcurrency, INDEX_SHARDS } = deployment.settings;
  const batchRate = ratePerBatch(model);
  const runs = (slowRun.ingestMs + slowRun.batchMs / deployment.batchSize) / MS;
  const writes = Math.max(...Object.values(webhook.writeUnits));
  const shardRate = quotas.partitionWrites / hotStateWrites(model);
  return ascending([
    limit(throttleRate, 'setting `throttleRate`', ANSWERS_429, 'raise `throttleRate` and `throttleBurst`'),
    limit(consumeConcurrency * batchRate, 'setting `consumeConcurrency`', QUEUE_GROWS, 'raise it'),
    limit(INDEX_SHARDS * shardRate, 'constant `INDEX_SHARDS`', 'the index throttles the table', 'raise it'),
    limit(quotas.newAccountConcurrency / runs, 'Lambda runs of a new account (10)', ANSWERS_503, ASK),
    limit(quotas.lambdaConcurrency / runs, 'Lambda runs of the account (1,000)', ANSWERS_503, ASK),
    limit(quotas.apiRate, 'API Gateway of the account (10,000/s)', ANSWERS_429, ASK),
    limit(quotas.batchesAtOnce * batchRate, 'batches of one queue (1,000)', QUEUE_GROWS, 'larger batches'),
    limit(quotas.newTableWrites / writes, 'new table (4,000 writes/s)', QUEUE_GROWS, 'set warm throughput'),
    limit(quotas.tableWrites / writes, 'write quota of a table (40,000/s)', QUEUE_GROWS, ASK),
  ]);
}

/** Returns what is exhausted as a burst grows that comes within one second and finds no warm environment. */
export function burstLimitsOf(model: Model): readonly Limit[] {
  const { throttleBurst } = model.deployment.settings;
  const starts = startsPerWebhook(model);
  return ascending([
    limit(quotas.ssmReads / starts, 'SSM (40 reads/s)', 'some webhooks get 503', 'higher throughput of SSM'),
    limit(throttleBurst, 'setting `throttleBurst`', ANSWERS_429, 'raise it'),
    limit(quotas.startsAtOnce / starts, 'Lambda starts (1,000 in 10 s)', ANSWERS_503, PROVISION),
    limit(quotas.apiBurst, 'API Gateway of the account (5,000 at once)', ANSWERS_429, ASK),
  ]);
}

const limit = (capacity: number, name: string, effect: string, remedy: string): Limit => ({
  capacity,
  name,
  effect,
  remedy,
});

const ascending = (limits: readonly Limit[]): readonly Limit[] =>
  limits.toSorted((left, right) => left.capacity - right.capacity);
