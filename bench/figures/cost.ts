import type { Bench } from '../bench.ts';
import { totalUnits } from '../engines/write-units.ts';
import { atMost, type Figure, figure, type Goal } from '../figure.ts';
import {
  COST_GOAL,
  costPerMillion,
  idleMonth,
  logBytesOf,
  sqsRequests,
  type Traffic,
  total,
} from '../model/bill.ts';
import { buildModel, type Model } from '../model/model.ts';
import { frankfurt } from '../model/prices.ts';

/** The Powertools pattern writes three items for each event: see bench/peers. */
const PEER_WRITE_UNITS = 3;

export const cost: Bench = {
  name: 'cost',
  about: 'dollars for a million webhooks, and what they are paid for; compared with the Powertools pattern',
  inShortForm: true,
  async run() {
    const model = await buildModel();
    const { batchSize: batch } = model.deployment;
    return [
      million(model, { batch, millionsAMonth: 10 }, atMost(COST_GOAL)),
      million(model, { batch, millionsAMonth: 1 }),
      million(model, { batch, millionsAMonth: 100 }),
      million(model, { batch: 1, millionsAMonth: 10 }),
      million({ ...model, prices: frankfurt }, { batch, millionsAMonth: 10 }),
      figure({
        name: 'a month without webhooks, us-east-1',
        unit: 'dollars',
        value: total(idleMonth(model)),
      }),
      ...unitFigures(model, batch),
    ];
  },
};

function million(model: Model, traffic: Traffic, goal?: Goal): Figure {
  const { batch, millionsAMonth } = traffic;
  return figure({
    name: `a million webhooks, ${model.prices.region}, batches of ${batch}, ${millionsAMonth} million a month`,
    unit: 'dollars',
    value: total(costPerMillion(model, traffic)),
    baseline: total(costPerMillion(peerOf(model), traffic)),
    goal,
  });
}

/** The Powertools pattern behind a REST API, without indexes, logs and metrics. */
function peerOf(model: Model): Model {
  const none = { ingest: 0, consume: 0 };
  const { webhook, prices } = model;
  return {
    ...model,
    webhook: {
      ...webhook,
      writeUnits: { table: PEER_WRITE_UNITS },
      logBytes: none,
      logBytesAlone: none,
      timeSeries: 0,
    },
    prices: { ...prices, httpApiRequest: prices.restApiRequest },
  };
}

/** What the dollars are paid for. CI holds these, and not the dollars. */
function unitFigures(model: Model, batch: number): readonly Figure[] {
  const { writeUnits, messageBytes, timeSeries } = model.webhook;
  return [
    figure({ name: 'write units of a webhook', unit: 'write units', value: totalUnits(writeUnits) }),
    figure({ name: 'requests to SQS of a webhook', unit: 'requests', value: sqsRequests(model, batch) }),
    figure({ name: 'message bytes of a webhook', unit: 'bytes', value: messageBytes }),
    figure({ name: 'log bytes of a webhook', unit: 'bytes', value: logBytesOf(model, batch) }),
    figure({ name: 'log bytes of a webhook, batches of 1', unit: 'bytes', value: logBytesOf(model, 1) }),
    figure({ name: 'time series of custom metrics', unit: 'series', value: timeSeries }),
  ];
}
