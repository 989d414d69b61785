import { liveThrough } from '../dynamodb/measured-life.ts';
import { MeasuredTable } from '../dynamodb/measured-table.ts';
import { addUnits, type WriteUnits } from '../dynamodb/write-units.ts';
import { mean } from '../kit/statistics.ts';
import { startLocalTable } from '../servers/local-table.ts';
import { BATCH_SIZE, disturb, ordinaryTraffic, PROVIDERS } from './ordinary-traffic.ts';
import { timeSeriesIn } from './time-series.ts';

/** What a webhook is and leaves behind, on average over the lives of checkouts that go well, of both providers. */
export interface MeasuredWebhook {
  readonly bodyBytes: number;
  readonly messageBytes: number;
  readonly answerBytes: number;
  readonly logBytes: LogBytes;
  /** Where each webhook is a batch of its own, and shares the line of the metrics with no other. */
  readonly logBytesAlone: LogBytes;
  /** For the table and for each index. */
  readonly writeUnits: WriteUnits;
  /** The row of a whole life, as DynamoDB counts it. */
  readonly rowBytes: number;
  readonly webhooksPerCheckout: number;
  /** How many time series get values in an ordinary month: of all webhooks together, not of each. */
  readonly timeSeries: number;
}

/** What each function prints about a webhook, with what CloudWatch adds to each line. */
interface LogBytes {
  readonly ingest: number;
  readonly consume: number;
}

/** Measures with the real code, and with DynamoDB's own rules on rows that it really wrote. */
export async function measureWebhook(): Promise<MeasuredWebhook> {
  const { webhooks, logBytes } = await ordinaryTraffic(BATCH_SIZE);
  const alone = await ordinaryTraffic(1);
  await disturb(alone.traffic);
  return {
    bodyBytes: mean(webhooks.map(({ bodyBytes }) => bodyBytes)),
    messageBytes: mean(webhooks.map(({ record }) => Buffer.byteLength(record.text))),
    answerBytes: mean(webhooks.map(({ answer }) => Buffer.byteLength(JSON.stringify(answer)))),
    logBytes,
    logBytesAlone: alone.logBytes,
    ...(await measureRows()),
    timeSeries: timeSeriesIn(Object.values(alone.traffic.printed).flat()).size,
  };
}

async function measureRows() {
  await using local = await startLocalTable();
  const table = new MeasuredTable(local);
  const measured = [];
  for (const provider of PROVIDERS) measured.push(await liveThrough(table, provider));
  const writes = measured.flatMap((life) => life.writes);
  const units = Object.entries(addUnits(writes)).map(([name, sum]) => [name, sum / writes.length] as const);
  return {
    writeUnits: Object.fromEntries(units),
    rowBytes: mean(measured.map(({ rows }) => rows.at(-1) ?? Number.NaN)),
    webhooksPerCheckout: mean(measured.map(({ rows }) => rows.length)),
  };
}
