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
import { notifyingPerMillion } from '../publishing/notifying-bill.ts';
import { publishingPerMillion, snsRequests } from '../publishing/publishing-bill.ts';

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
      publishing(model, batch, 0.06),
      publishing(model, 1, 0.47),
      notifying(model, batch),
      notifying(model, 1),
      figure('a month without webhooks, us-east-1', 'dollars', total(idleMonth(model))),
      ...unitFigures(model, batch),
    ];
  },
};

function million(model: Model, traffic: Traffic, goal?: Goal): Figure {
  const { batch, millionsAMonth } = traffic;
  const name = `a million webhooks, ${model.prices.region}, batches of ${batch}, ${millionsAMonth} million a month`;
  const baseline = total(costPerMillion(peerOf(model), traffic));
  return figure(name, 'dollars', total(costPerMillion(model, traffic)), { baseline, goal });
}

/** @param estimate the dollars that were estimated before it was built */
function publishing(model: Model, batch: number, estimate: number): Figure {
  const name = `publishing a million webhooks, ${model.prices.region}, batches of ${batch}`;
  return figure(name, 'dollars', total(publishingPerMillion(model, batch)), { baseline: estimate });
}

function notifying(model: Model, batch: number): Figure {
  const name = `notifying an endpoint of a million webhooks, ${model.prices.region}, batches of ${batch}`;
  return figure(name, 'dollars', total(notifyingPerMillion(model, batch, 10)));
}

/** The Powertools pattern behind a REST API, without indexes, logs and metrics. */
function peerOf(model: Model): Model {
  const peer = { writeUnits: { table: PEER_WRITE_UNITS }, logBytes: 0, logBytesAlone: 0, timeSeries: 0 };
  const { webhook, prices } = model;
  return {
    ...model,
    webhook: { ...webhook, ...peer },
    prices: { ...prices, httpApiRequest: prices.restApiRequest },
  };
}

/** The units that the dollars are paid for. CI limits these, not the dollars. */
function unitFigures(model: Model, batch: number): readonly Figure[] {
  const { writeUnits, messageBytes, timeSeries } = model.webhook;
  const { perWebhook, bytes } = model.events;
  return [
    figure('write units of a webhook', 'write units', totalUnits(writeUnits)),
    figure('requests to SQS of a webhook', 'requests', sqsRequests(model, batch)),
    figure('message bytes of a webhook', 'bytes', messageBytes),
    figure('log bytes of a webhook', 'bytes', logBytesOf(model, batch)),
    figure('log bytes of a webhook, batches of 1', 'bytes', logBytesOf(model, 1)),
    figure('time series of custom metrics', 'series', timeSeries),
    figure('events of a webhook', 'events', perWebhook),
    figure('bytes of an event', 'bytes', bytes),
    figure('requests to SNS of a webhook', 'requests', snsRequests(model, batch)),
  ];
}
