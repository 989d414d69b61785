import { metrics } from '../../lib/app/metrics.ts';
import { providers } from '../../lib/providers/registry.ts';
import { type Assumptions, BATCH_SIZE, MEMORY_GB } from './assumptions.ts';
import type { MeasuredWebhook } from './measured-webhook.ts';
import { prices } from './prices.ts';

/** One line of a bill. */
export interface CostLine {
  readonly component: string;
  /** How the price comes about, in words. */
  readonly of: string;
  readonly dollars: number;
}

const MILLION = 1_000_000;
const GB = 1e9;
const KB_64 = 64 * 1024;
const MS_PER_SECOND = 1_000;

const total = (units: MeasuredWebhook['writeUnits']): number =>
  Object.values(units).reduce((sum, each) => sum + each, 0);
const round = (value: number, places: number): string => value.toFixed(places);
const gbSeconds = (ms: number): number => (MILLION * MEMORY_GB * ms) / MS_PER_SECOND;

/**
 * What a million webhooks cost.
 * @param batch messages in a run of consume: ten under load, one where webhooks are rare
 */
export function costPerMillion(
  webhook: MeasuredWebhook,
  given: Assumptions,
  batch = BATCH_SIZE,
): readonly CostLine[] {
  const sends = Math.ceil(webhook.messageBytes / KB_64);
  const sqs = sends + (1 + sends) / batch;
  const consumeMs = given.batchMs / batch;
  const logGb = ((webhook.ingestLogBytes + webhook.consumeLogBytes) * MILLION) / GB;
  const units = total(webhook.writeUnits);
  const line = (component: string, of: string, dollars: number): CostLine => ({ component, of, dollars });
  return [
    line('API Gateway', '1 request', MILLION * prices.httpApiRequest),
    line(
      'Lambda ingest',
      `1 run of ${given.ingestMs} ms at ${MEMORY_GB} GB`,
      MILLION * prices.lambdaRequest + gbSeconds(given.ingestMs) * prices.lambdaGigabyteSecond,
    ),
    line(
      'SQS',
      `${round(sqs, 2)} requests: send, receive and delete by ${batch}`,
      sqs * MILLION * prices.sqsRequest,
    ),
    line(
      'Lambda consume',
      `1/${batch} run of ${given.batchMs} ms`,
      (MILLION / batch) * prices.lambdaRequest + gbSeconds(consumeMs) * prices.lambdaGigabyteSecond,
    ),
    line('DynamoDB writes', `${round(units, 2)} write units`, units * MILLION * prices.dynamodbWriteUnit),
    line('CloudWatch Logs', `${round(logGb, 2)} GB of lines, metrics among them`, logGb * prices.logGigabyte),
    line('Transfer out', 'the answers', ((webhook.answerBytes * MILLION) / GB) * prices.transferGigabyte),
  ];
}

/** What a million webhooks leave behind, for each month that it is kept. */
export function storagePerMillion({ rowBytes, webhooksPerCheckout }: MeasuredWebhook): CostLine {
  const rows = MILLION / webhooksPerCheckout;
  const gb = (rows * rowBytes) / GB;
  const dollars = gb * (prices.tableGigabyteMonth + prices.recoveryGigabyteMonth);
  return { component: 'Storage', of: `${round(gb, 2)} GB of rows with recovery, a month`, dollars };
}

/** Reasons for which a provider's webhooks are refused on an ordinary day. */
const USUAL_REASONS = 2;
const ALARM_METRICS = 13;
const POLL_REQUESTS_A_MONTH = 648_000;

/** What a stage costs in a month in which nothing comes. */
export function standingCost(): readonly CostLine[] {
  const series = Object.values(metrics).reduce(
    (sum, { by }) => sum + by.reduce((all, set) => all + seriesIn(set), 0),
    0,
  );
  return [
    {
      component: 'Custom metrics',
      of: `${series} time series, if all have a value all month`,
      dollars: series * prices.metricMonth,
    },
    {
      component: 'Alarms',
      of: `11 alarms over ${ALARM_METRICS} metrics`,
      dollars: ALARM_METRICS * prices.alarmMetricMonth,
    },
    { component: 'Dashboard', of: 'free while there are at most three', dollars: prices.dashboardMonth },
    { component: 'Key', of: "of the alarms' topic", dollars: prices.keyMonth },
    {
      component: 'Polling',
      of: 'the empty queue, five pollers every 20 s',
      dollars: POLL_REQUESTS_A_MONTH * prices.sqsRequest,
    },
  ];
}

const seriesIn = (dimensions: readonly string[]): number =>
  (dimensions.includes('provider') ? providers.length : 1) *
  (dimensions.includes('reason') ? USUAL_REASONS : 1);
