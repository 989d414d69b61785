import type { MeasuredWebhook } from '../cost/measured-webhook.ts';
import { BATCH_SIZE } from '../cost/ordinary-traffic.ts';
import type { Assumptions } from './assumptions.ts';

/** The settings that bound what goes through. */
export interface Bounds {
  readonly throttleRate: number;
  readonly throttleBurst: number;
  readonly consumeConcurrency: number;
  readonly stateShards: number;
}

/** Something that gives out at a certain rate. */
export interface Limit {
  readonly name: string;
  /** Webhooks a second, or webhooks of a burst, that it bears. */
  readonly bears: number;
  /** What is seen past it. */
  readonly effect: string;
  readonly remedy: string;
}

/** AWS's default quotas, as its documentation gave them in 2025. All but the partition's can be raised on request. */
export const quotas = {
  lambdaConcurrency: 1_000,
  lambdaConcurrencyOfNewAccounts: 10,
  /** Environments that Lambda adds to one function in 10 s. */
  lambdaScaling: 1_000,
  apiRate: 10_000,
  apiBurst: 5_000,
  /** Writes a second that a new on-demand table bears at once; then twice its highest traffic so far. */
  newTableWrites: 4_000,
  tableWrites: 40_000,
  /** For good: it is how DynamoDB is built. */
  partitionWrites: 1_000,
  mappingConcurrency: 1_000,
  ssmReads: 40,
  messagesInFlight: 120_000,
} as const;

const MS = 1_000;
const ASK = 'ask AWS for more (Service Quotas)';

/** A checkout enters a state once and leaves it once: two writes to that state's index entries. */
const HOT_STATE_WRITES = 2;

/** Environments at work for each webhook a second. */
const concurrencyPerRate = ({ ingestMs, batchMs }: Assumptions): number =>
  (ingestMs + batchMs / BATCH_SIZE) / MS;
/** Environments that start for each webhook of a burst. */
export const coldPerWebhook = ({ coldMs }: Assumptions): number => coldMs / MS;
/** Webhooks a second that one batch at a time applies. */
export const ratePerBatch = ({ batchMs }: Assumptions): number => (BATCH_SIZE * MS) / batchMs;
/** Writes a second that the busiest state of the index takes, for each webhook a second. */
export const hotStateWrites = ({ webhooksPerCheckout }: MeasuredWebhook): number =>
  HOT_STATE_WRITES / webhooksPerCheckout;

type Rate = (webhook: MeasuredWebhook, given: Assumptions, bounds: Bounds) => number;

/** Writes of the busiest among the table and its indexes, for each webhook. */
const busiestUnits = ({ writeUnits }: MeasuredWebhook): number => Math.max(...Object.values(writeUnits));
const withConcurrency =
  (atOnce: number): Rate =>
  (_webhook, given) =>
    atOnce / concurrencyPerRate(given);

/** One row for each: name, the rate that it bears, what is seen past it, what to do. */
const limitTable: readonly (readonly [string, Rate, string, string])[] = [
  [
    'Lambda concurrency of a new account (10)',
    withConcurrency(quotas.lambdaConcurrencyOfNewAccounts),
    'ingest is throttled, API Gateway answers 503, providers send again',
    `${ASK}: 1,000 is the ordinary quota`,
  ],
  [
    'setting `throttleRate`',
    (_webhook, _given, bounds) => bounds.throttleRate,
    'API Gateway answers 429, providers send again',
    'raise `throttleRate` and `throttleBurst`',
  ],
  [
    'setting `consumeConcurrency`',
    (_webhook, given, bounds) => bounds.consumeConcurrency * ratePerBatch(given),
    'the queue grows, rows lag, nothing is lost',
    'raise `consumeConcurrency`',
  ],
  [
    'a new on-demand table or index (4,000 writes a second)',
    (webhook) => quotas.newTableWrites / busiestUnits(webhook),
    'writes are throttled until it has grown, some half an hour for each doubling',
    'set its warm throughput before a launch, or let the queue carry it',
  ],
  [
    'API Gateway of the account (10,000 requests a second)',
    () => quotas.apiRate,
    'API Gateway answers 429, to every API of the account',
    ASK,
  ],
  [
    'setting `stateShards`',
    (webhook, _given, bounds) => (bounds.stateShards * quotas.partitionWrites) / hotStateWrites(webhook),
    'the hottest index partition throttles the table behind it',
    'raise `stateShards`',
  ],
  [
    'Lambda concurrency of the account (1,000)',
    withConcurrency(quotas.lambdaConcurrency),
    'ingest is throttled, API Gateway answers 503, providers send again',
    ASK,
  ],
  [
    "the table's or an index's write quota (40,000 a second)",
    (webhook) => quotas.tableWrites / busiestUnits(webhook),
    'writes are throttled, the queue grows',
    ASK,
  ],
  [
    'batches at once from one queue (1,000)',
    (_webhook, given) => quotas.mappingConcurrency * ratePerBatch(given),
    'the queue grows',
    'larger batches, or a second queue',
  ],
];

/** The same for webhooks that come within one second, and find no environment that is warm. */
const burstTable: readonly (readonly [string, Rate, string, string])[] = [
  [
    'SSM of the account (40 reads a second)',
    (_webhook, given) => quotas.ssmReads / coldPerWebhook(given),
    'some new environments do not get the secret in time: 503, providers send again',
    "switch on SSM's higher throughput",
  ],
  [
    'setting `throttleBurst`',
    (_webhook, _given, bounds) => bounds.throttleBurst,
    'API Gateway answers 429, providers send again',
    'raise `throttleBurst`',
  ],
  [
    'Lambda: 1,000 new environments in ten seconds, and 1,000 at once',
    (_webhook, given) => quotas.lambdaScaling / coldPerWebhook(given),
    'API Gateway answers 503, providers send again',
    `${ASK}; the pace of ten seconds stays`,
  ],
  [
    'API Gateway of the account (5,000 at once)',
    () => quotas.apiBurst,
    'API Gateway answers 429, to every API of the account',
    ASK,
  ],
];

const ordered =
  (rules: typeof limitTable) =>
  (webhook: MeasuredWebhook, given: Assumptions, bounds: Bounds): readonly Limit[] =>
    rules
      .map(([name, rate, effect, remedy]) => ({ name, bears: rate(webhook, given, bounds), effect, remedy }))
      .toSorted((left, right) => left.bears - right.bears);

/** What gives out as the rate grows, in the order in which it does. */
export const limitsOf = ordered(limitTable);
/** What gives out as a burst from cold grows, likewise. */
export const burstLimitsOf = ordered(burstTable);
