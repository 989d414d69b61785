import { type CostLine, runCost } from '../model/bill.ts';
import type { Model } from '../model/model.ts';

const MILLION = 1_000_000;
const GB = 1e9;
/** SNS takes this many events in a request: lib/aws/sns/publish-batches.ts. */
const EVENTS_PER_REQUEST = 10;

/**
 * Returns the cost of publishing the changes of a million webhooks to one subscriber, by component. Lambda reads the
 * stream for nothing.
 *
 * @param batch how many records a run of publish gets
 */
export function publishingPerMillion(model: Model, batch: number): readonly CostLine[] {
  const { events, prices, deployment, publishRun } = model;
  const memory = deployment.memoryMb.publish;
  const ms = batch === 1 ? publishRun.aloneMs : publishRun.batchMs;
  const requests = snsRequests(model, batch);
  const gigabytes = (events.perWebhook * events.bytes) / GB;
  const deliveries = events.perWebhook * prices.snsDelivery + gigabytes * prices.snsDeliveryGigabyte;
  const line = (component: string, use: string, dollars: number): CostLine => ({
    component,
    use,
    dollars: dollars * MILLION,
  });
  return [
    line('Lambda publish', `1/${batch} run of ${ms} ms at ${memory} MB`, runCost(prices, memory, ms) / batch),
    line('SNS requests', `${requests.toFixed(2)} requests to publish`, requests * prices.snsRequest),
    line(
      'SNS payload',
      `${Math.round(events.perWebhook * events.bytes)} bytes`,
      gigabytes * prices.snsGigabyte,
    ),
    line('SNS deliveries', `${events.perWebhook.toFixed(2)} events to one subscriber`, deliveries),
    line(
      'Logs of publish',
      `${Math.round(events.logBytes)} bytes`,
      (events.logBytes / GB) * prices.logGigabyte,
    ),
  ];
}

/** The requests to SNS for a webhook. Events that a run publishes at the same time share a request. */
export const snsRequests = ({ events: { perWebhook } }: Model, batch: number): number =>
  Math.min(perWebhook, Math.ceil((perWebhook * batch) / EVENTS_PER_REQUEST) / batch);
