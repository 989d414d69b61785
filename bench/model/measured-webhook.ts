import { startEngines } from '../engines/engines.ts';
import { MeasuredTable } from '../engines/measured-table.ts';
import { type WriteUnits, writeUnitsOf } from '../engines/write-units.ts';
import { mean, sum } from '../kit/statistics.ts';
import { PRICED_PROVIDERS } from '../samples/webhooks.ts';
import { type PassedTraffic, passTraffic } from './passed-traffic.ts';
import { timeSeriesIn } from './time-series.ts';

/** Sizes and units of a webhook: the average over checkouts that are paid, of both providers. */
export interface MeasuredWebhook {
  readonly bodyBytes: number;
  readonly messageBytes: number;
  readonly answerBytes: number;
  /** Of both functions, with what CloudWatch adds to each line. Webhooks of a batch share the lines of metrics. */
  readonly logBytes: number;
  /** The same where each webhook is a batch of its own. */
  readonly logBytesAlone: number;
  /** For the table and for each index. */
  readonly writeUnits: WriteUnits;
  /** The row of a checkout after all of its webhooks, in whole kilobytes as DynamoDB bills them. */
  readonly rowKilobytes: number;
  readonly webhooksPerCheckout: number;
  /** How many time series get values in an ordinary month, from all webhooks together. */
  readonly timeSeries: number;
}

const PAID = [0, 1, 2, 3];
/** A duplicate and a late event, which every month has. */
const DUPLICATE_AND_LATE = [1, 1, 0];
/** CloudWatch bills this much for each log event, besides its text. */
export const LOG_EVENT_BYTES = 26;

/** Measures with the real code, and with the write units that the local engine reports. */
export async function measureWebhook(batchSize: number): Promise<MeasuredWebhook> {
  const paid = await passTraffic(batchSize, PAID);
  const others = await passTraffic(1, DUPLICATE_AND_LATE);
  return {
    bodyBytes: mean(paid.webhooks.map(({ body }) => body.length)),
    messageBytes: mean(paid.webhooks.map(({ record }) => Buffer.byteLength(record.text))),
    answerBytes: mean(paid.webhooks.map(({ answer }) => Buffer.byteLength(JSON.stringify(answer)))),
    logBytes: logBytesIn(paid),
    logBytesAlone: logBytesIn(await passTraffic(1, PAID)),
    ...(await measureWrites()),
    timeSeries: timeSeriesIn([...paid.lines, ...others.lines]).size,
  };
}

/** The log bytes of each webhook. */
const logBytesIn = ({ lines, webhooks }: PassedTraffic): number =>
  sum(lines.map((line) => Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES)) / webhooks.length;

async function measureWrites() {
  await using engines = await startEngines();
  const table = new MeasuredTable(engines);
  const consumed = [];
  for (const provider of PRICED_PROVIDERS) consumed.push(...(await table.applyPaidCheckout(provider)));
  const units = Object.entries(writeUnitsOf(consumed));
  return {
    writeUnits: Object.fromEntries(units.map(([name, count]) => [name, count / consumed.length])),
    rowKilobytes: Math.max(...consumed.map(({ Table }) => Table?.CapacityUnits ?? Number.NaN)),
    webhooksPerCheckout: consumed.length / PRICED_PROVIDERS.length,
  };
}
