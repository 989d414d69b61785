import { sum } from '../kit/statistics.ts';
import { type CostLine, POLLS_A_MONTH, runCost } from '../model/bill.ts';
import type { Model } from '../model/model.ts';

const MILLION = 1_000_000;
const GB = 1e9;

/**
 * Returns the cost of sending the events of a million webhooks to the merchant's endpoint, by component. It comes on
 * top of publishing.
 *
 * SNS puts each event into the queue, which is taken to be a request that we pay for.
 *
 * @param batch how many events a run of notify gets
 */
export function notifyingPerMillion(
  model: Model,
  batch: number,
  millionsAMonth: number,
): readonly CostLine[] {
  const { events, prices, deployment, notifyRun } = model;
  const { perWebhook, notifications } = events;
  const memory = deployment.memoryMb.notify;
  const ms = batch === 1 ? notifyRun.aloneMs : notifyRun.batchMs;
  const logBytes = perWebhook * (batch === 1 ? notifications.logBytesAlone : notifications.logBytes);
  const requests = perWebhook * (1 + 2 / batch);
  const seriesMonths = notifications.timeSeries / (millionsAMonth * MILLION);
  const sentBytes = perWebhook * notifications.sentBytes;
  const line = (component: string, use: string, dollars: number): CostLine => ({
    component,
    use,
    dollars: dollars * MILLION,
  });
  return [
    line('SQS FIFO', 'requests to send, receive and delete', requests * prices.sqsFifoRequest),
    line(
      'Lambda notify',
      `a run of ${ms} ms at ${memory} MB for ${batch} events`,
      (perWebhook * runCost(prices, memory, ms)) / batch,
    ),
    line('Logs of notify', `${Math.round(logBytes)} bytes`, (logBytes / GB) * prices.logGigabyte),
    line(
      'Custom metrics',
      `${notifications.timeSeries} time series a month`,
      seriesMonths * prices.timeSeries,
    ),
    line('Transfer out', `${Math.round(sentBytes)} bytes`, (sentBytes / GB) * prices.transferGigabyte),
  ];
}

/** Returns what an endpoint adds to a month without webhooks. */
export function idleNotifying({ deployment: { notifyAlarms }, prices }: Model): readonly CostLine[] {
  return [
    {
      component: 'Alarms',
      use: `${notifyAlarms.length} alarms`,
      dollars: sum(notifyAlarms) * prices.alarmMetric,
    },
    { component: 'Polling', use: 'the empty queue', dollars: POLLS_A_MONTH * prices.sqsFifoRequest },
  ];
}
