import type { Prices } from './prices.ts';

const MILLION = 1_000_000;
const MB_PER_GB = 1_024;
const MS_PER_S = 1_000;
const BYTES_PER_GB = 1e9;

/** What one webhook takes, as measured, and what cannot be measured here, as assumed. */
export interface Usage {
  readonly ingest: { readonly memoryMb: number; readonly ms: number };
  /** Of one run, whatever the batch. */
  readonly consume: { readonly memoryMb: number; readonly ms: number };
  /** Messages that consume takes at a time. */
  readonly batch: number;
  readonly writeUnits: Readonly<Record<string, number>>;
  readonly logBytes: number;
  readonly metrics: number;
  /** Over how many webhooks a month what costs the same every month is spread. */
  readonly millionsAMonth: number;
}

/** Dollars for a million webhooks in a month, by component. */
export function costPerMillion(prices: Prices, usage: Usage): Record<string, number> {
  const { ingest, consume, batch, writeUnits, logBytes, metrics, millionsAMonth } = usage;
  const run = ({ memoryMb, ms }: Usage['ingest']) =>
    prices.lambdaRequest + (memoryMb / MB_PER_GB) * (ms / MS_PER_S) * prices.lambdaGigabyteSecond;
  const units = Object.entries(writeUnits).map(
    ([name, count]) =>
      [name === 'table' ? 'table' : `index ${name}`, count * prices.dynamodbWriteUnit] as const,
  );
  const each = {
    API: prices.httpApiRequest,
    ingest: run(ingest),
    // Sent once; received and deleted a batch at a time.
    queue: prices.sqsRequest * (1 + 2 / batch),
    consume: run(consume) / batch,
    ...Object.fromEntries(units),
    logs: (logBytes / BYTES_PER_GB) * prices.logGigabyte,
    metrics: (metrics * prices.metricMonth) / (millionsAMonth * MILLION),
  };
  return Object.fromEntries(Object.entries(each).map(([name, dollars]) => [name, dollars * MILLION]));
}

/** The Powertools pattern behind a REST API, without indexes and logs: three writes of one unit for each event. */
export const peerCostPerMillion = (prices: Prices, usage: Usage): number =>
  Object.values(
    costPerMillion(
      { ...prices, httpApiRequest: prices.restApiRequest },
      { ...usage, writeUnits: { table: 3 }, logBytes: 0, metrics: 0 },
    ),
  ).reduce((sum, dollars) => sum + dollars, 0);
