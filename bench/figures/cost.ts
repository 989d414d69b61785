import type { Bench } from '../bench.ts';
import { type CostLine, costPerMillion, total } from '../cost/bill.ts';
import { type Circumstances, ordinaryCircumstances } from '../cost/circumstances.ts';
import { type MeasuredWebhook, measureWebhook } from '../cost/measured-webhook.ts';
import { standingCost } from '../cost/standing-cost.ts';
import { type Figure, figure, short } from '../figure.ts';
import { frankfurt, PRICES_AS_OF } from '../prices.ts';

/** Dollars for a million webhooks under ordinary circumstances. */
const GOAL = 3.6;

export const cost: Bench = {
  name: 'cost',
  about: 'dollars for a million webhooks, by component and volume, at list prices',
  inShortForm: true,
  async run() {
    const webhook = await measureWebhook();
    const given = ordinaryCircumstances();
    const others: readonly Partial<Circumstances>[] = [
      { millionsAMonth: 1 },
      { millionsAMonth: 100 },
      { batch: 1 },
      { prices: frankfurt },
    ];
    return [
      ordinary(webhook, given),
      ...others.map((other) => costFigure(webhook, { ...given, ...other })),
      idleMonth(),
      ...logFigures(webhook),
      figure({ name: 'time series of custom metrics', unit: 'series', value: webhook.timeSeries }),
    ];
  },
};

function ordinary(webhook: MeasuredWebhook, given: Circumstances): Figure {
  const measured = costFigure(webhook, given, { of: 'value', atMost: GOAL });
  return { ...measured, note: `${measured.note}; ${whenMet(webhook, given)}` };
}

/** Only what costs the same every month weighs less with more webhooks. */
export function whenMet(webhook: MeasuredWebhook, given: Circumstances, goal = GOAL): string {
  const rest = total(costPerMillion(webhook, { ...given, millionsAMonth: Number.POSITIVE_INFINITY }));
  const monthly = total(costPerMillion(webhook, { ...given, millionsAMonth: 1 })) - rest;
  if (rest >= goal) return `the goal is met at no volume: ${short(rest)} dollars do not depend on it`;
  return `the goal is met from ${Math.ceil(monthly / (goal - rest))} million a month on`;
}

function costFigure(
  webhook: MeasuredWebhook,
  given: Circumstances,
  goal?: Parameters<typeof figure>[0]['goal'],
): Figure {
  const lines = costPerMillion(webhook, given);
  return figure({
    name: `a million webhooks, ${given.prices.region}, batches of ${given.batch}, ${given.millionsAMonth} million a month`,
    unit: 'dollars',
    value: total(lines),
    baseline: peerCost(webhook, given),
    note: `${inWords(lines)}; prices of ${PRICES_AS_OF}`,
    ...(goal && { goal }),
  });
}

/** The Powertools pattern behind a REST API, without indexes, logs and metrics: three writes of one unit for each event. */
function peerCost(webhook: MeasuredWebhook, { prices, ...given }: Circumstances): number {
  const nothing = { ingest: 0, consume: 0 };
  const peer = { writeUnits: { table: 3 }, logBytes: nothing, logBytesAlone: nothing, timeSeries: 0 };
  const behindRestApi = { ...prices, httpApiRequest: prices.restApiRequest };
  return total(costPerMillion({ ...webhook, ...peer }, { ...given, prices: behindRestApi }));
}

function idleMonth(): Figure {
  const lines = standingCost();
  return figure({
    name: 'a month in which nothing comes, us-east-1',
    unit: 'dollars',
    value: total(lines),
    note: inWords(lines),
  });
}

const logFigures = ({ logBytes, logBytesAlone }: MeasuredWebhook): readonly Figure[] =>
  [
    ['log bytes of a webhook', logBytes] as const,
    ['log bytes of a webhook, batches of 1', logBytesAlone] as const,
  ].map(([name, { ingest, consume }]) => figure({ name, unit: 'bytes', value: ingest + consume }));

const inWords = (lines: readonly CostLine[]): string =>
  lines.map(({ component, dollars }) => `${component} ${short(dollars)}`).join(', ');
