import { readServiceDefinition } from '../../local/service/service-definition.ts';
import type { Bench } from '../bench.ts';
import { costPerMillion, peerCostPerMillion, type Usage } from '../cost.ts';
import { type Figure, figure, short } from '../figure.ts';
import { logBytesPerWebhook } from '../log-bytes.ts';
import { frankfurt, PRICES_AS_OF, type Prices, virginia } from '../prices.ts';
import { unitsOfLives } from './write-units.ts';

/**
 * Assumed, for want of AWS: a run of a function waits about so long for SQS or DynamoDB in its region, and its own
 * computing, 1 ms on the machine of the bench, takes four times that on the third of a core that 512 MB buy.
 */
const RUN_MS = { ingest: 10, consume: 14 };

/** Time series that a service with two providers fills in ordinary use; each costs the same every month. */
const METRICS = 20;

const FULL_BATCH = 10;
const MILLIONS_A_MONTH = 10;

export const cost: Bench = {
  name: 'cost',
  about: 'dollars for a million webhooks a month, by component, at list prices',
  inShortForm: true,
  async run() {
    const { functions } = readServiceDefinition('.');
    const memoryMb = (name: string) => functions[name]?.memoryMb ?? Number.NaN;
    const usage = {
      ingest: { memoryMb: memoryMb('ingest'), ms: RUN_MS.ingest },
      consume: { memoryMb: memoryMb('consume'), ms: RUN_MS.consume },
      writeUnits: await unitsOfLives(),
      logBytes: await logBytesPerWebhook(),
      metrics: METRICS,
      millionsAMonth: MILLIONS_A_MONTH,
    };
    return [
      costFigure(virginia, { ...usage, batch: FULL_BATCH }, true),
      costFigure(virginia, { ...usage, batch: 1 }, false),
      costFigure(frankfurt, { ...usage, batch: FULL_BATCH }, false),
      figure({ name: 'log bytes of a webhook', unit: 'bytes', value: usage.logBytes }),
    ];
  },
};

function costFigure(prices: Prices, usage: Usage, isGoal: boolean): Figure {
  const parts = costPerMillion(prices, usage);
  return figure({
    name: `a million webhooks, ${prices.region}, batches of ${usage.batch}`,
    unit: 'dollars',
    value: Object.values(parts).reduce((sum, dollars) => sum + dollars, 0),
    baseline: peerCostPerMillion(prices, usage),
    note: `${Object.entries(parts)
      .map(([name, dollars]) => `${name} ${short(dollars)}`)
      .join(', ')}; ${usage.millionsAMonth} million a month; prices of ${PRICES_AS_OF}`,
    ...(isGoal && { goal: { of: 'value', atMost: 3.6 } as const }),
  });
}
