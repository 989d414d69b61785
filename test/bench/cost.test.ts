import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cost } from '../../bench/figures/cost.ts';
import { costPerMillion, idleMonth, type Traffic, total, volumeFor } from '../../bench/model/bill.ts';
import { buildModel } from '../../bench/model/model.ts';
import { virginia } from '../../bench/model/prices.ts';
import { timeSeriesIn } from '../../bench/model/time-series.ts';
import { idleNotifying, notifyingPerMillion } from '../../bench/publishing/notifying-bill.ts';
import { publishingPerMillion, snsRequests } from '../../bench/publishing/publishing-bill.ts';

const figures = await cost.run({ quick: true, progress: () => undefined });
const figureOf = (name: string): number =>
  figures.find((figure) => figure.name === name)?.value ?? expect.fail(`no figure is named ${name}`);

/** Numbers that differ so much that each can be recognized in a sum. */
const model = {
  ...(await buildModel()),
  webhook: {
    ...{ bodyBytes: 0, messageBytes: 765, answerBytes: 1_000, rowKilobytes: 1, webhooksPerCheckout: 4 },
    logBytes: 400,
    logBytesAlone: 1_000,
    writeUnits: { table: 1, byState: 2 },
    timeSeries: 10,
  },
  deployment: {
    memoryMb: { ingest: 1_024, consume: 2_048, publish: 512, notify: 256 },
    batchSize: 10,
    settings: { throttleRate: 1, throttleBurst: 1, consumeConcurrency: 1, INDEX_SHARDS: 1 },
    alarms: [1],
    publishingAlarms: [1, 2],
    notifyAlarms: [1, 1],
  },
  ordinaryRun: { ingestMs: 10, batchMs: 20 },
  publishRun: { aloneMs: 10, batchMs: 30 },
  notifyRun: { aloneMs: 100, batchMs: 200 },
  events: {
    ...{ perWebhook: 0.75, bytes: 1_000, logBytes: 0 },
    notifications: { sentBytes: 1_000, logBytes: 200, logBytesAlone: 400, timeSeries: 2 },
  },
  prices: virginia,
};
const traffic = { batch: 10, millionsAMonth: 2 };
const bill = (changes: Partial<Traffic> = {}): Record<string, number> =>
  Object.fromEntries(
    costPerMillion(model, { ...traffic, ...changes }).map(({ component, dollars }) => [
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

  it('shares nothing when each webhook is a batch of its own', () => {
    expect(bill({ batch: 1 })).toMatchObject({ SQS: 1.2, 'Lambda consume': 0.7333, 'CloudWatch Logs': 0.5 });
  });

  it('spreads what costs the same every month over the webhooks of the month', () => {
    expect(bill({ millionsAMonth: 100 })).toEqual({ ...bill(), 'Custom metrics': 0.03 });
  });
});

describe('The bill for publishing what a million webhooks change', () => {
  const publishing = (batch: number) =>
    Object.fromEntries(
      publishingPerMillion(model, batch).map(({ component, dollars }) => [
        component,
        Number(dollars.toFixed(4)),
      ]),
    );

  it('has each component at its price, with ten events in a request', () => {
    expect(publishing(10)).toEqual({
      'Lambda publish': 0.04,
      'SNS requests': 0.03,
      'SNS payload': 0.0128,
      'SNS deliveries': 0.0083,
      'Logs of publish': 0,
    });
  });

  it('has a run for each webhook and a request for each event where webhooks are rare', () => {
    expect(publishing(1)).toMatchObject({ 'Lambda publish': 0.2667, 'SNS requests': 0.225 });
  });

  it('needs a second request for more than ten events at a time', () => {
    expect(snsRequests(model, 20)).toBe(2 / 20);
  });
});

describe('The bill for sending the events of a million webhooks to an endpoint', () => {
  const notifying = (batch: number) =>
    Object.fromEntries(
      notifyingPerMillion(model, batch, 2).map(({ component, dollars }) => [
        component,
        Number(dollars.toFixed(4)),
      ]),
    );

  it('has each component at its price', () => {
    expect(notifying(10)).toEqual({
      'SQS FIFO': 0.45,
      'Lambda notify': 0.065,
      'Logs of notify': 0.075,
      'Custom metrics': 0.3,
      'Transfer out': 0.0675,
    });
  });

  it('shares nothing when each event is a batch of its own', () => {
    expect(notifying(1)).toMatchObject({ 'SQS FIFO': 1.125, 'Lambda notify': 0.4, 'Logs of notify': 0.15 });
  });

  it('adds alarms and the polling of a queue to a month without webhooks', () => {
    expect(total(idleNotifying(model))).toBeCloseTo(0.2 + 0.324);
  });
});

describe('The volume at which a million webhooks cost a number of dollars', () => {
  const others = total(costPerMillion(model, traffic)) - 1.5;

  it('is the one at which the metrics weigh little enough', () => {
    expect(volumeFor(model, others + 0.301)).toBe(10);
  });

  it('does not exist when the other components alone cost more', () => {
    expect(volumeFor(model, others - 0.01)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('The figures of the cost', () => {
  it('are the same in the bench and in docs/scale.md', () => {
    const scale = readFileSync('docs/scale.md', 'utf8');
    const volume = (millions: number) =>
      figureOf(`a million webhooks, us-east-1, batches of 10, ${millions} million a month`).toFixed(2);
    expect(scale).toContain(`| **total** |  | **$${volume(10)}** |`);
    for (const millions of [1, 10, 100]) expect(scale).toContain(`\n| ${millions} | $${volume(millions)} | `);
    const alone = figureOf('a million webhooks, us-east-1, batches of 1, 10 million a month');
    expect(scale).toContain(`each is a batch of its own, a million costs $${alone.toFixed(2)}.`);
    const idle = figureOf('a month without webhooks, us-east-1');
    expect(scale).toContain(`| **total** |  | **$${idle.toFixed(2)}** |`);
  });

  it('count what the functions print: a line for each webhook, and a line of metrics that a batch shares', () => {
    const [inBatches, alone] = [
      figureOf('log bytes of a webhook'),
      figureOf('log bytes of a webhook, batches of 1'),
    ];
    expect(inBatches).toBeGreaterThan(300);
    expect(alone - inBatches).toBeGreaterThan(200);
  });

  it('have a time series for each outcome and the delay by provider, for the age where a provider sends its time, and for all that advanced', () => {
    expect(figureOf('time series of custom metrics')).toBe(2 * 4 + 1 + 1);
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

  it('cost nothing in a month without webhooks', () => {
    expect(idleMonth(model).map(({ component }) => component)).not.toContain('Custom metrics');
  });
});
