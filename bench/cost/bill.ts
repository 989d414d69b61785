import { sum } from '../kit/statistics.ts';
import type { Circumstances } from './circumstances.ts';
import type { MeasuredWebhook } from './measured-webhook.ts';

/** One line of a bill. */
export interface CostLine {
  readonly component: string;
  /** How the price comes about, in words. */
  readonly of: string;
  readonly dollars: number;
}

type Rule = (webhook: MeasuredWebhook, given: Circumstances) => CostLine;

const MILLION = 1_000_000;
const GB = 1e9;
const MB_PER_GB = 1_024;
const KB_64 = 64 * 1_024;
const MS_PER_SECOND = 1_000;

/** What a million webhooks cost, by component. */
export const costPerMillion = (webhook: MeasuredWebhook, given: Circumstances): readonly CostLine[] => [
  ...[api, ingest, queue, consume].map((line) => line(webhook, given)),
  ...writes(webhook, given),
  ...[logs, metrics, transfer].map((line) => line(webhook, given)),
];

export const total = (lines: readonly CostLine[]): number => sum(lines.map(({ dollars }) => dollars));

const api: Rule = (_webhook, { prices }) => ({
  component: 'API Gateway',
  of: '1 request',
  dollars: prices.httpApiRequest * MILLION,
});

const ingest: Rule = (_webhook, given) => ({
  component: 'Lambda ingest',
  of: `1 run of ${given.run.ingestMs} ms at ${given.memoryMb.ingest} MB`,
  dollars: runs(MILLION, given, given.memoryMb.ingest, given.run.ingestMs),
});

const queue: Rule = ({ messageBytes }, { prices, batch }) => {
  const sends = Math.ceil(messageBytes / KB_64);
  const requests = sends + (1 + sends) / batch;
  return {
    component: 'SQS',
    of: `${requests.toFixed(2)} requests: send, receive and delete by ${batch}`,
    dollars: requests * prices.sqsRequest * MILLION,
  };
};

const consume: Rule = (_webhook, given) => ({
  component: 'Lambda consume',
  of: `1/${given.batch} run of ${given.run.batchMs} ms at ${given.memoryMb.consume} MB`,
  dollars: runs(MILLION / given.batch, given, given.memoryMb.consume, given.run.batchMs),
});

const writes = ({ writeUnits }: MeasuredWebhook, { prices }: Circumstances): readonly CostLine[] =>
  Object.entries(writeUnits).map(([name, units]) => ({
    component: `DynamoDB ${name === 'table' ? name : `index ${name}`}`,
    of: `${units.toFixed(2)} write units`,
    dollars: units * prices.dynamodbWriteUnit * MILLION,
  }));

const logs: Rule = ({ logBytes, logBytesAlone }, { prices, batch }) => {
  const bytes = batch === 1 ? logBytesAlone : logBytes;
  const gigabytes = ((bytes.ingest + bytes.consume) * MILLION) / GB;
  return {
    component: 'CloudWatch Logs',
    of: `${gigabytes.toFixed(2)} GB of lines, those of the metrics among them`,
    dollars: gigabytes * prices.logGigabyte,
  };
};

const metrics: Rule = ({ timeSeries }, { prices, millionsAMonth }) => ({
  component: 'Custom metrics',
  of: `${timeSeries} time series over ${millionsAMonth} million webhooks a month`,
  dollars: (timeSeries * prices.metricMonth) / millionsAMonth,
});

const transfer: Rule = ({ answerBytes }, { prices }) => ({
  component: 'Transfer out',
  of: 'the answers',
  dollars: ((answerBytes * MILLION) / GB) * prices.transferGigabyte,
});

const runs = (count: number, { prices }: Circumstances, memoryMb: number, ms: number): number =>
  count *
  (prices.lambdaRequest + (memoryMb / MB_PER_GB) * (ms / MS_PER_SECOND) * prices.lambdaGigabyteSecond);
