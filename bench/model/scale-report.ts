import { idleNotifying, notifyingPerMillion } from '../publishing/notifying-bill.ts';
import { publishingPerMillion } from '../publishing/publishing-bill.ts';
import { markdownTable } from '../report.ts';
import {
  COST_GOAL,
  type CostLine,
  costPerMillion,
  idleMonth,
  storagePerMillion,
  total,
  volumeFor,
} from './bill.ts';
import { type Demand, demandOf, type Load } from './demand.ts';
import type { Settings } from './deployment.ts';
import { burstLimitsOf, type Limit, limitsOf } from './limits.ts';
import type { Model } from './model.ts';
import { PRICES_AS_OF } from './prices.ts';

/** The loads of docs/scale.md. Each burst is as many webhooks as otherwise come in a second. */
export const everyPowerOfTen: readonly Load[] = [10, 100, 1_000, 10_000, 100_000].map((rate) => ({
  rate,
  burst: rate,
}));

const VOLUMES = [1, 10, 100];

/** The whole model in Markdown. */
export const scaleReport = (model: Model, loads: readonly Load[]): string =>
  [
    ...webhookSection(model),
    ...costSection(model),
    ...limitSection(model),
    ...loadSection(model, loads),
  ].join('\n\n');

function webhookSection({ webhook, deployment: { batchSize }, ordinaryRun, slowRun }: Model) {
  const units = Object.entries(webhook.writeUnits).map(([name, count]) => `${name} ${count.toFixed(2)}`);
  const measured = [
    ['body', `${whole(webhook.bodyBytes)} bytes`],
    ['message in the queue', `${whole(webhook.messageBytes)} bytes`],
    [`log of both functions, batches of ${batchSize}`, `${whole(webhook.logBytes)} bytes`],
    ['write units', units.join(', ')],
    [`row of a checkout after ${webhook.webhooksPerCheckout} webhooks`, `at most ${webhook.rowKilobytes} kB`],
    ['time series of all webhooks together', webhook.timeSeries],
  ];
  const assumed = [
    ['run of ingest', `${ordinaryRun.ingestMs} ms`, `${slowRun.ingestMs} ms`],
    [`run of consume, ${batchSize} messages`, `${ordinaryRun.batchMs} ms`, `${slowRun.batchMs} ms`],
    ['first request of a new environment', '', `${slowRun.coldMs} ms`],
  ];
  return [
    '### What a webhook is',
    markdownTable(['measured', 'average'], measured),
    markdownTable(['assumed', 'for costs', 'for limits'], assumed),
  ];
}

function costSection(model: Model) {
  const { batchSize: batch } = model.deployment;
  const rare = total(costPerMillion(model, { batch: 1, millionsAMonth: 10 }));
  const storage = storagePerMillion(model);
  const volumes = VOLUMES.map((millionsAMonth) => {
    const million = total(costPerMillion(model, { batch, millionsAMonth }));
    const published = million + total(publishingPerMillion(model, batch));
    return [
      whole(millionsAMonth),
      dollars(million),
      dollars(published * millionsAMonth + total(idleMonth(model))),
    ];
  });
  return [
    `### What a million webhooks cost (${model.prices.region}, list prices of ${PRICES_AS_OF})`,
    billTable('a million', costPerMillion(model, { batch, millionsAMonth: 10 })),
    `Where webhooks are so rare that each is a batch of its own, a million costs ${dollars(rare)}.`,
    `Storage costs ${dollars(storage.dollars)} a month for every million: ${storage.use}.`,
    'A time series costs the same for one webhook as for a million. So a million costs less in volume:',
    markdownTable(
      ['million webhooks a month', 'a million', 'the month, with publishing and idle cost'],
      volumes,
    ),
    `A million costs at most ${dollars(COST_GOAL)}, our goal, from ${volumeFor(model, COST_GOAL)} million a month on.`,
    ...publishingSection(model),
    ...notifyingSection(model),
    '### What a stage costs in a month without webhooks',
    billTable('a month', idleMonth(model)),
  ];
}

function publishingSection(model: Model) {
  const { batchSize: batch } = model.deployment;
  const { perWebhook, bytes } = model.events;
  const [busy, rare] = [publishingPerMillion(model, batch), publishingPerMillion(model, 1)];
  return [
    '### What publishing adds to a million webhooks',
    `A webhook causes ${perWebhook.toFixed(2)} events of ${whole(bytes)} bytes. Busy: batches of ${batch}. Rare: each webhook alone.`,
    busyAndRareTable(busy, rare),
  ];
}

/** The two bills have the same components. */
function busyAndRareTable(busy: readonly CostLine[], rare: readonly CostLine[]): string {
  const lines = busy.map(({ component, use, dollars: amount }, index) => [
    component,
    use,
    dollars(amount),
    dollars(rare[index]?.dollars ?? Number.NaN),
  ]);
  const sums = [busy, rare].map((bill) => `**${dollars(total(bill))}**`);
  return markdownTable(
    ['component', 'use when busy', 'busy', 'rare'],
    [...lines, ['**total**', '', ...sums]],
  );
}

function notifyingSection(model: Model) {
  const { batchSize: batch } = model.deployment;
  const [busy, rare] = [notifyingPerMillion(model, batch, 10), notifyingPerMillion(model, 1, 10)];
  const idle = idleNotifying(model);
  return [
    '### What an endpoint (`notifyUrl`) adds to that',
    busyAndRareTable(busy, rare),
    'The endpoint is assumed to answer in 100 ms.',
    `A month without webhooks costs ${dollars(total(idle))} more: ${idle.map(({ component, dollars: amount }) => `${component.toLowerCase()} ${dollars(amount)}`).join(', ')}.`,
  ];
}

const billTable = (unit: string, lines: readonly CostLine[]): string =>
  markdownTable(
    ['component', 'use', unit],
    [
      ...lines.map(({ component, use, dollars: amount }) => [component, use, dollars(amount)]),
      ['**total**', '', `**${dollars(total(lines))}**`],
    ],
  );

const limitSection = (model: Model) => [
  '### What is exhausted first',
  limitTable('webhooks/s', limitsOf(model)),
  'When the webhooks come within one second and every environment must start first:',
  limitTable('at once', burstLimitsOf(model)),
];

const limitTable = (unit: string, limits: readonly Limit[]): string =>
  markdownTable(
    [unit, 'what is exhausted', 'effect', 'what to do'],
    limits.map(({ capacity, name, effect, remedy }) => [whole(capacity), name, effect, remedy]),
  );

function loadSection(model: Model, loads: readonly Load[]) {
  const demands = loads.map((load) => demandOf(model, load));
  const environments = demands.map((demand) => [
    whole(demand.rate),
    whole(demand.ingestAtOnce),
    whole(demand.consumeAtOnce),
    whole(demand.startedForBurst),
    exceeded(demand.exceededByRate),
    exceeded(demand.exceededByBurst),
  ]);
  const settings = demands.map((demand) => [
    whole(demand.rate),
    changedSettings(demand, model.deployment.settings),
    duration(demand.drainSecondsByDefault),
    duration(demand.drainSeconds),
  ]);
  const head = ['webhooks/s', 'ingest', 'consume', 'started for a burst'];
  return [
    '### What a load takes',
    'Environments of Lambda, and what the load exceeds first with the default settings:',
    markdownTable([...head, 'the rate exceeds', 'the burst exceeds'], environments),
    'Settings that fit the load, and how long the backlog of an outage of one hour takes:',
    markdownTable(
      ['webhooks/s', 'settings to change', 'backlog by default', 'with those settings'],
      settings,
    ),
  ];
}

function exceeded([first, ...others]: readonly Limit[]): string {
  if (!first) return 'nothing';
  return others.length > 0 ? `${first.name} and ${others.length} more` : first.name;
}

function changedSettings({ settings }: Demand, defaults: Settings): string {
  const unchanged = new Map(Object.entries(defaults));
  const changed = Object.entries(settings).filter(([name, value]) => unchanged.get(name) !== value);
  return changed.map(([name, value]) => `\`${name}: ${value}\``).join(', ') || 'none';
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const dollars = (value: number): string => `$${value.toFixed(2)}`;

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never ends';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
