import { startEngines } from '../engines/engines.ts';
import { MeasuredTable } from '../engines/measured-table.ts';
import { type WriteUnits, writeUnitsOf } from '../engines/write-units.ts';
import { mean } from '../kit/statistics.ts';
import { PROVIDERS } from '../samples/webhooks.ts';
import { PrintedLines } from './printed-lines.ts';
import { timeSeriesIn } from './time-series.ts';

/** What a webhook is and leaves behind: the average over checkouts that are paid, of both providers. */
export interface MeasuredWebhook {
  readonly bodyBytes: number;
  readonly messageBytes: number;
  readonly answerBytes: number;
  /** Log bytes of each function, with what CloudWatch adds to each line. */
  readonly logBytes: LogBytes;
  /** The same where each webhook is a batch of its own and shares its line of metrics with no other. */
  readonly logBytesAlone: LogBytes;
  /** For the table and for each index. */
  readonly writeUnits: WriteUnits;
  /** The row of a checkout after all of its webhooks, in whole kilobytes as DynamoDB bills them. */
  readonly rowKilobytes: number;
  readonly webhooksPerCheckout: number;
  /** How many time series get values in an ordinary month, from all webhooks together. */
  readonly timeSeries: number;
}

interface LogBytes {
  readonly ingest: number;
  readonly consume: number;
}

/** Measures with the real code, and with DynamoDB's billing rules on the rows that it wrote. */
export async function measureWebhook(batchSize: number): Promise<MeasuredWebhook> {
  const batched = new PrintedLines();
  await batched.passPaidCheckouts(batchSize, batchSize);
  const alone = new PrintedLines();
  await alone.passPaidCheckouts(1, batchSize);
  const logBytesAlone = alone.bytesOfWebhook();
  await alone.passDuplicateAndLate();
  return {
    bodyBytes: mean(batched.webhooks.map(({ body }) => body.length)),
    messageBytes: mean(batched.webhooks.map(({ record }) => Buffer.byteLength(record.text))),
    answerBytes: mean(batched.webhooks.map(({ answer }) => Buffer.byteLength(JSON.stringify(answer)))),
    logBytes: batched.bytesOfWebhook(),
    logBytesAlone,
    ...(await measureWrites()),
    timeSeries: timeSeriesIn([...alone.ingest, ...alone.consume]).size,
  };
}

async function measureWrites() {
  await using engines = await startEngines();
  const table = new MeasuredTable(engines);
  const consumed = [...(await table.applyPaidCheckout('inqud')), ...(await table.applyPaidCheckout('tweed'))];
  const units = Object.entries(writeUnitsOf(consumed));
  return {
    writeUnits: Object.fromEntries(units.map(([name, count]) => [name, count / consumed.length])),
    rowKilobytes: Math.max(...consumed.map(({ Table }) => Table?.CapacityUnits ?? Number.NaN)),
    webhooksPerCheckout: consumed.length / PROVIDERS.length,
  };
}
