import { type Assumptions, BATCH_SIZE } from './assumptions.ts';
import { type CostLine, costPerMillion, standingCost, storagePerMillion } from './cost.ts';
import { type Bounds, burstLimitsOf, type Limit, limitsOf } from './limits.ts';
import { type Demand, demandOf, type Load } from './load.ts';
import type { MeasuredWebhook } from './measured-webhook.ts';
import { PRICES_AS_OF } from './prices.ts';

/** What the model is computed from. */
export interface Model {
  readonly webhook: MeasuredWebhook;
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
  ['**in all**', '', `**${dollars(lines.reduce((sum, line) => sum + line.dollars, 0))}**`],
];

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

function measuredSection({ webhook, given }: Model): string {
  const units = Object.entries(webhook.writeUnits).map(([name, count]) => `${name} ${count.toFixed(2)}`);
  const rows = [
    ['body', `${whole(webhook.bodyBytes)} bytes`, 'measured'],
    ['message in the queue', `${whole(webhook.messageBytes)} bytes`, 'measured'],
    [
      'log, ingest and consume',
      `${whole(webhook.ingestLogBytes)} + ${whole(webhook.consumeLogBytes)} bytes`,
      'measured',
    ],
    ['write units', units.join(', '), "measured, by DynamoDB's rules"],
    [
      'row of a checkout',
      `${whole(webhook.rowBytes)} bytes after ${webhook.webhooksPerCheckout} webhooks`,
      'measured',
    ],
    ['ingest', `${given.ingestMs} ms`, 'assumed'],
    [`consume, ${BATCH_SIZE} messages`, `${given.batchMs} ms`, 'assumed'],
    ['first request of a new environment', `${given.coldMs} ms`, 'assumed'],
  ];
  return `### What a webhook is\n\n${table(['', 'on average', ''], rows)}`;
}

function costSection({ webhook, given }: Model): string {
  const rare = costPerMillion(webhook, given, 1).reduce((sum, line) => sum + line.dollars, 0);
  const storage = storagePerMillion(webhook);
  return [
    `### What a million webhooks cost (us-east-1, list prices of ${PRICES_AS_OF})`,
    table(['component', 'for each webhook', 'a million'], bill(costPerMillion(webhook, given))),
    `Where webhooks are so rare that each is a batch of its own: ${dollars(rare)}. ${storage.of}: ${dollars(storage.dollars)}.`,
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
