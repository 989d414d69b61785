import { type CostLine, costPerMillion, total } from '../cost/bill.ts';
import type { Circumstances } from '../cost/circumstances.ts';
import type { MeasuredWebhook } from '../cost/measured-webhook.ts';
import { BATCH_SIZE } from '../cost/ordinary-traffic.ts';
import { standingCost, storagePerMillion } from '../cost/standing-cost.ts';
import { PRICES_AS_OF } from '../prices.ts';
import type { Assumptions } from './assumptions.ts';
import { type Bounds, burstLimitsOf, type Limit, limitsOf } from './limits.ts';
import { type Demand, demandOf, type Load } from './load.ts';

/** What the model is computed from. */
export interface Model {
  readonly webhook: MeasuredWebhook;
  /** For what it costs. */
  readonly circumstances: Circumstances;
  /** For what gives out. */
  readonly given: Assumptions;
  readonly bounds: Bounds;
}

type Cell = string | number;

const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const dollars = (value: number): string => `$${value.toFixed(2)}`;
const bill = (lines: readonly CostLine[]): readonly (readonly Cell[])[] => [
  ...lines.map(({ component, of, dollars: amount }) => [component, of, dollars(amount)]),
  ['**in all**', '', `**${dollars(total(lines))}**`],
];

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

function measuredSection({ webhook, circumstances: { run }, given }: Model): string {
  const units = Object.entries(webhook.writeUnits).map(([name, count]) => `${name} ${count.toFixed(2)}`);
  const rows = [
    ['body', `${whole(webhook.bodyBytes)} bytes`, 'measured'],
    ['message in the queue', `${whole(webhook.messageBytes)} bytes`, 'measured'],
    [
      'log, ingest and consume',
      `${whole(webhook.logBytes.ingest)} + ${whole(webhook.logBytes.consume)} bytes in batches of ${BATCH_SIZE}`,
      'measured',
    ],
    ['time series of custom metrics', `${webhook.timeSeries}, of all webhooks together`, 'measured'],
    ['write units', units.join(', '), "measured, by DynamoDB's rules"],
    [
      'row of a checkout',
      `${whole(webhook.rowBytes)} bytes after ${webhook.webhooksPerCheckout} webhooks`,
      'measured',
    ],
    ['ingest', `${run.ingestMs} ms, for what gives out ${given.ingestMs} ms`, 'assumed'],
    [
      `consume, ${BATCH_SIZE} messages`,
      `${run.batchMs} ms, for what gives out ${given.batchMs} ms`,
      'assumed',
    ],
    ['first request of a new environment', `${given.coldMs} ms`, 'assumed'],
  ];
  return `### What a webhook is\n\n${table(['', 'on average', ''], rows)}`;
}

const VOLUMES = [1, 10, 100];

function volumeTable({ webhook, circumstances }: Model): string {
  const rows = VOLUMES.map((millionsAMonth) => {
    const million = total(costPerMillion(webhook, { ...circumstances, millionsAMonth }));
    return [
      whole(millionsAMonth),
      dollars(million),
      dollars(million * millionsAMonth + total(standingCost())),
    ];
  });
  return table(['million webhooks a month', 'a million', 'the month, with what a stage costs anyway'], rows);
}

function costSection(model: Model): string {
  const { webhook, circumstances } = model;
  const rare = total(costPerMillion(webhook, { ...circumstances, batch: 1 }));
  const storage = storagePerMillion(webhook);
  return [
    `### What a million webhooks cost (${circumstances.prices.region}, list prices of ${PRICES_AS_OF})`,
    table(['component', 'for each webhook', 'a million'], bill(costPerMillion(webhook, circumstances))),
    `Where webhooks are so rare that each is a batch of its own: ${dollars(rare)}. ${storage.of}: ${dollars(storage.dollars)}.`,
    'A time series costs the same however many webhooks it counts, so the more come, the less it weighs:',
    volumeTable(model),
    '### What a stage costs in a month in which nothing comes',
    table(['component', '', 'a month'], bill(standingCost())),
  ].join('\n\n');
}

const limitTable = (what: string, limits: readonly Limit[]): string =>
  table(
    [what, 'what gives out', 'what is seen then', 'what to do'],
    limits.map(({ name, bears, effect, remedy }) => [whole(bears), name, effect, remedy]),
  );

function limitSection({ webhook, given, bounds }: Model): string {
  return [
    '### What gives out, in order',
    limitTable('webhooks/s', limitsOf(webhook, given, bounds)),
    'And when so many come within one second that every environment must start first:',
    limitTable('at once', burstLimitsOf(webhook, given, bounds)),
  ].join('\n\n');
}

const changedSettings = ({ settings }: Demand, bounds: Bounds): string => {
  const entries = Object.entries(settings).filter(([name, value]) =>
    Object.entries(bounds).every(([key, held]) => key !== name || held !== value),
  );
  return entries.map(([name, value]) => `\`${name}: ${value}\``).join(', ') || 'as they come';
};

const NAMED = 3;

function inOrder(limits: readonly Limit[]): string {
  const more = limits.length > NAMED ? ` and ${limits.length - NAMED} more` : '';
  return (
    `${limits
      .slice(0, NAMED)
      .map(({ name }) => name)
      .join(', then ')}${more}` || 'nothing'
  );
}

function loadSection({ webhook, given, bounds }: Model, loads: readonly Load[]): string {
  const demands = loads.map((load) => demandOf(webhook, given, bounds, load));
  const rows = demands.map((demand) => [
    whole(demand.rate),
    whole(demand.burst),
    `${whole(demand.ingestAtOnce)} + ${whole(demand.consumeAtOnce)}`,
    whole(demand.startedForBurst),
    inOrder(demand.exceededByRate),
    inOrder(demand.exceededByBurst),
    changedSettings(demand, bounds),
    duration(demand.drainSecondsByDefault),
    duration(demand.drainSeconds),
  ]);
  const head = [
    'webhooks/s',
    'burst',
    'Lambda: ingest + consume',
    'started for the burst',
    'the rate breaks first',
    'the burst',
  ];
  const settings = ['settings that fit', "an hour's backlog is gone after", 'and with those settings'];
  return `### What a load takes\n\n${table([...head, ...settings], rows)}`;
}

/** The whole model in Markdown. */
export const scaleReport = (model: Model, loads: readonly Load[]): string =>
  [measuredSection(model), costSection(model), limitSection(model), loadSection(model, loads)].join('\n\n');
