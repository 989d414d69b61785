import { sum } from '../kit/statistics.ts';
import type { Model } from './model.ts';
import type { Prices } from './prices.ts';

/** One line of a bill. */
export interface CostLine {
  readonly component: string;
  /** The use that is paid for, in words. */
  readonly use: string;
  readonly dollars: number;
}

/** The cost of a webhook depends on this, besides the model. */
export interface Traffic {
  /** How many messages a run of consume gets: a whole batch under load, one where webhooks are rare. */
  readonly batch: number;
  readonly millionsAMonth: number;
}

/** The goal for a million webhooks, in dollars, at ten million a month. */
export const COST_GOAL = 3.6;

const MILLION = 1_000_000;
const GB = 1e9;
const KILOBYTE = 1_024;
const MB_PER_GB = 1_024;
const SQS_CHUNK_BYTES = 64 * KILOBYTE;
const MS_PER_SECOND = 1_000;
/** Lambda polls an empty queue with five pollers, each every 20 s. */
export const POLLS_A_MONTH = 5 * 3 * 60 * 24 * 30;

/** Returns the cost of a million webhooks, by component. */
export function costPerMillion(model: Model, { batch, millionsAMonth }: Traffic): readonly CostLine[] {
  const { webhook, prices } = model;
  const { ingest, consume } = model.deployment.memoryMb;
  const { ingestMs, batchMs } = model.ordinaryRun;
  const requests = sqsRequests(model, batch);
  const logBytes = logBytesOf(model, batch);
  const seriesMonths = webhook.timeSeries / (millionsAMonth * MILLION);
  const line = (component: string, use: string, dollars: number): CostLine => ({
    component,
    use,
    dollars: dollars * MILLION,
  });
  return [
    line('API Gateway', '1 request', prices.httpApiRequest),
    line('Lambda ingest', `1 run of ${ingestMs} ms at ${ingest} MB`, runCost(prices, ingest, ingestMs)),
    line('SQS', `${requests.toFixed(2)} requests to send, receive and delete`, requests * prices.sqsRequest),
    line(
      'Lambda consume',
      `1/${batch} run of ${batchMs} ms at ${consume} MB`,
      runCost(prices, consume, batchMs) / batch,
    ),
    ...Object.entries(webhook.writeUnits).map(([name, units]) =>
      line(
        name === 'table' ? 'DynamoDB table' : `DynamoDB index ${name}`,
        `${units.toFixed(2)} write units`,
        units * prices.dynamodbWriteUnit,
      ),
    ),
    line('CloudWatch Logs', `${Math.round(logBytes)} bytes`, (logBytes / GB) * prices.logGigabyte),
    line('Custom metrics', `${webhook.timeSeries} time series a month`, seriesMonths * prices.timeSeries),
    line('Transfer out', 'the answer', (webhook.answerBytes / GB) * prices.transferGigabyte),
  ];
}

/** Returns the cost of a stage in a month without webhooks. No metric has a value then. */
export function idleMonth({ deployment, prices }: Model): readonly CostLine[] {
  const { alarms, publishingAlarms } = deployment;
  const polling = POLLS_A_MONTH * prices.sqsRequest;
  return [
    alarmLine('Alarms', alarms, prices),
    alarmLine('Alarms of publishing', publishingAlarms, prices),
    { component: 'Dashboard', use: 'free for the first three of an account', dollars: prices.dashboard },
    { component: 'Key', use: "encrypts the alarms' topic", dollars: prices.key },
    { component: 'Polling', use: 'the empty queue, five pollers every 20 s', dollars: polling },
  ];
}

const alarmLine = (component: string, alarms: readonly number[], prices: Prices): CostLine => ({
  component,
  use: `${alarms.length} alarms over ${sum(alarms)} metrics`,
  dollars: sum(alarms) * prices.alarmMetric,
});

/** Returns the cost of the rows of a million webhooks, for each month that they are kept. */
export function storagePerMillion({ webhook, prices }: Model): CostLine {
  const gigabytes = ((MILLION / webhook.webhooksPerCheckout) * webhook.rowKilobytes * KILOBYTE) / GB;
  const dollars = gigabytes * (prices.tableGigabyte + prices.recoveryGigabyte);
  return { component: 'Storage', use: `${gigabytes.toFixed(2)} GB of rows with recovery`, dollars };
}

export const total = (lines: readonly CostLine[]): number => sum(lines.map(({ dollars }) => dollars));

/** The requests to SQS for a webhook: a send, and its share of a receive and a delete. */
export function sqsRequests({ webhook: { messageBytes } }: Model, batch: number): number {
  const sends = Math.ceil(messageBytes / SQS_CHUNK_BYTES);
  return sends + (1 + sends) / batch;
}

/** The log bytes of a webhook. In a batch, webhooks share the lines of the metrics. */
export const logBytesOf = ({ webhook }: Model, batch: number): number =>
  batch === 1 ? webhook.logBytesAlone : webhook.logBytes;

/**
 * Returns the millions of webhooks a month from which on a million costs at most this many dollars. Only the time series cost
 * the same every month and so weigh less with more webhooks. Infinite when the other components alone cost more.
 */
export function volumeFor(model: Model, dollars: number): number {
  const { batchSize: batch } = model.deployment;
  const others = total(costPerMillion(model, { batch, millionsAMonth: Number.POSITIVE_INFINITY }));
  const monthly = total(costPerMillion(model, { batch, millionsAMonth: 1 })) - others;
  return others < dollars ? Math.ceil(monthly / (dollars - others)) : Number.POSITIVE_INFINITY;
}

/** The cost of one run of a function. */
export const runCost = (prices: Prices, memoryMb: number, ms: number): number =>
  prices.lambdaRequest + (memoryMb / MB_PER_GB) * (ms / MS_PER_SECOND) * prices.lambdaGigabyteSecond;
