import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { costPerMillion, total } from '../../bench/cost/bill.ts';
import { standingCost } from '../../bench/cost/standing-cost.ts';
import { timeSeriesIn } from '../../bench/cost/time-series.ts';
import { cost, whenMet } from '../../bench/figures/cost.ts';
import { virginia } from '../../bench/prices.ts';

const figures = await cost.run({ quick: true, long: false, progress: () => undefined });
const figureOf = (name: string): number =>
  figures.find((figure) => figure.name === name)?.value ?? expect.fail(`no figure is named ${name}`);

/** Every number in it can be told from every other in a sum. */
const webhook = {
  ...{ bodyBytes: 0, messageBytes: 765, answerBytes: 1_000, rowBytes: 1_000, webhooksPerCheckout: 4 },
  logBytes: { ingest: 100, consume: 300 },
  logBytesAlone: { ingest: 100, consume: 900 },
  writeUnits: { table: 1, byState: 2 },
  timeSeries: 10,
};
const given = {
  prices: virginia,
  memoryMb: { ingest: 1_024, consume: 2_048 },
  run: { ingestMs: 10, batchMs: 20 },
  batch: 10,
  millionsAMonth: 2,
};
const bill = (changes: Partial<typeof given> = {}): Record<string, number> =>
  Object.fromEntries(
    costPerMillion(webhook, { ...given, ...changes }).map(({ component, dollars }) => [
      component,
      Number(dollars.toFixed(4)),
    ]),
  );

describe('The bill for a million webhooks', () => {
  it('has each component at its price', () => {
    expect(bill()).toEqual({
      'API Gateway': 1,
      'Lambda ingest': 0.3333,
      SQS: 0.48,
      'Lambda consume': 0.0733,
      'DynamoDB table': 0.625,
      'DynamoDB index byState': 1.25,
      'CloudWatch Logs': 0.2,
      'Custom metrics': 1.5,
      'Transfer out': 0.09,
    });
  });

  it('shares nothing where each webhook is a batch of its own', () => {
    expect(bill({ batch: 1 })).toMatchObject({ SQS: 1.2, 'Lambda consume': 0.7333, 'CloudWatch Logs': 0.5 });
  });

  it('spreads what costs the same every month over the webhooks of the month', () => {
    expect(bill({ millionsAMonth: 100 })).toEqual({ ...bill(), 'Custom metrics': 0.03 });
  });
});

describe('The goal', () => {
  const rest = total(costPerMillion(webhook, given)) - 1.5;

  it('is met from the volume on at which the metrics weigh little enough', () => {
    expect(whenMet(webhook, given, rest + 0.301)).toBe('the goal is met from 10 million a month on');
  });

  it('is met at no volume when the rest alone is more', () => {
    expect(whenMet(webhook, given, rest - 0.01)).toMatch(/^the goal is met at no volume: /);
  });
});

describe('The figures of the cost', () => {
  it('are the same in the bench and in docs/scale.md', () => {
    const scale = readFileSync('docs/scale.md', 'utf8');
    const volume = (millions: number) =>
      figureOf(`a million webhooks, us-east-1, batches of 10, ${millions} million a month`).toFixed(2);
    expect(scale).toContain(`| **in all** |  | **$${volume(10)}** |`);
    for (const millions of [1, 10, 100]) expect(scale).toContain(`\n| ${millions} | $${volume(millions)} | `);
    const alone = figureOf('a million webhooks, us-east-1, batches of 1, 10 million a month');
    expect(scale).toContain(`each is a batch of its own: $${alone.toFixed(2)}.`);
    const idle = figureOf('a month in which nothing comes, us-east-1');
    expect(scale).toContain(`| **in all** |  | **$${idle.toFixed(2)}** |`);
  });

  it('count what the functions print: one line each, and a line of metrics that a batch shares', () => {
    const [inBatches, alone] = [
      figureOf('log bytes of a webhook'),
      figureOf('log bytes of a webhook, batches of 1'),
    ];
    expect(inBatches).toBeGreaterThan(300);
    expect(alone - inBatches).toBeGreaterThan(200);
  });

  it('have a time series for what becomes of events and for the delay by provider, and the age of one that tells it', () => {
    expect(figureOf('time series of custom metrics')).toBe(2 * 4 + 1);
  });
});

describe('Time series', () => {
  const line = (members: object) =>
    JSON.stringify({
      ...members,
      _aws: { CloudWatchMetrics: [{ Dimensions: [[], ['p']], Metrics: [{ Name: 'A' }] }] },
    });

  it('are counted once for each metric and combination of dimensions, however often they have a value', () => {
    const printed = [
      line({ p: 'x', A: 1 }),
      line({ p: 'x', A: 2 }),
      line({ p: 'y', A: 1 }),
      '{"code":"other"}',
    ];
    expect(timeSeriesIn(printed).size).toBe(3);
  });

  it('cost nothing in a month in which nothing comes', () => {
    expect(standingCost().map(({ component }) => component)).not.toContain('Custom metrics');
  });
});
