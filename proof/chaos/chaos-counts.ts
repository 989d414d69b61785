import type { Counts } from '../kit/results/counts.ts';
import type { Faults } from './faults/faults.ts';
import type { Settled } from './judging/settle.ts';
import type { ShopDatabase } from './merchant/shop-database.ts';
import type { ChaosStack } from './processes/chaos-stack.ts';
import type { Webhook } from './traffic/chaos-webhook.ts';
import type { TrafficTally } from './traffic/traffic-tally.ts';

/** The faults of a run: how often each was caused, and how many requests the proxies spoiled. */
export function faultCounts({ tableProxy, queueProxy }: ChaosStack, faults: Faults): Counts {
  const counts: Record<string, number> = {};
  for (const [name, count] of [...faults.counts].toSorted()) counts[name] = count;
  for (const [name, proxy] of [['table', tableProxy] as const, ['queue', queueProxy] as const]) {
    for (const [harm, count] of Object.entries(proxy.counts)) {
      if (count > 0) counts[`requests to the ${name} ${harm}`] = count;
    }
  }
  return counts;
}

/** The traffic of a run: the webhooks that were sent, their answers, and the dead letters. */
export function trafficCounts(webhooks: readonly Webhook[], tally: TrafficTally, settled: Settled): Counts {
  const countOf = (kind: Webhook['kind']) =>
    webhooks.filter((webhook) => webhook.kind === kind && !webhook.isRepeat).length;
  const counts: Record<string, number> = {
    'events sent': countOf('event'),
    'poison webhooks sent': countOf('poison'),
    'repeats sent': webhooks.filter(({ isRepeat }) => isRepeat).length,
    attempts: tally.attempts,
    acknowledged: tally.acknowledged.length,
    'forged refused': tally.forgedRefused,
    'dead letters': settled.letters.length,
    redriven: settled.redriven,
  };
  for (const [status, count] of [...tally.answers].toSorted()) counts[`answers ${status}`] = count;
  return counts;
}

/** What the merchant received and shipped. */
export function merchantCounts(shop: ShopDatabase): Counts {
  const count = (query: string) => Number(shop.rows(`SELECT ${query} AS count`)[0]?.['count']);
  return {
    'events received by the merchant': count('(SELECT count(*) FROM events)'),
    'repeated events received': count('(SELECT coalesce(sum(times - 1), 0) FROM events)'),
    parcels: count('(SELECT count(*) FROM parcels)'),
  };
}
