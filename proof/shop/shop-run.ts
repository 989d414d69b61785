import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { post } from '../chaos/traffic/post.ts';
import { secondsSince } from '../kit/command/seconds-since.ts';
import { Dice } from '../kit/random/dice.ts';
import { judgeShop, type ShopVerdict } from './judge-shop.ts';
import { drawOrders, type OrderPlan } from './order-plan.ts';
import { readOrders } from './read-orders.ts';
import { ShopKills } from './shop-kills.ts';
import { type ShopStack, startShopStack } from './shop-stack.ts';

export interface ShopRunOptions {
  readonly webhooks: number;
  readonly seed: number;
  readonly perSecond: number;
  /** How long everything may take. A notification that failed four times waits for half an hour. */
  readonly limitMs: number;
  readonly showProgress?: (line: () => string) => Disposable;
}

export interface ShopResult extends ShopVerdict {
  readonly seconds: number;
  readonly kills: Readonly<Record<string, number>>;
}

const CONCURRENCY = 16;
const PATIENCE_MS = 10_000;
const RETRY_MS = 300;
const LOOK_EVERY_MS = 3_000;
const MS_PER_SECOND = 1_000;

/**
 * Sends webhooks about many orders to the local stack, which notifies a shop, while the processes on both sides are
 * killed. Then waits until every order is as it must be, or until the time is over. Leaves no process running.
 */
export async function runShop(options: ShopRunOptions): Promise<ShopResult> {
  const start = performance.now();
  const signal = AbortSignal.timeout(options.limitMs);
  const plan = drawOrders(new Dice(options.seed), options.webhooks);
  let phase = 'starting';
  using _progress = options.showProgress?.(() => `${secondsSince(start)} s: ${phase}`);
  await using stack = await startShopStack(options.seed);
  phase = 'placing the orders';
  await placeOrders(plan, stack);
  const kills = new ShopKills(stack, options.seed);
  const allSent = new AbortController();
  const killing = kills.until(allSent.signal, signal);
  phase = 'sending webhooks';
  const sending = sendAll(plan, stack, options.perSecond, signal).finally(() => allSent.abort());
  await Promise.all([killing, sending]);
  const verdict = await settledVerdict(plan, stack, signal, (findings) => {
    phase = `waiting for ${findings} orders`;
  });
  return {
    ...verdict,
    findings: [...verdict.findings, ...deathsIn(stack)],
    seconds: secondsSince(start),
    kills: killCounts(plan, stack, kills),
  };
}

async function placeOrders({ orders }: OrderPlan, { shopUrl }: ShopStack): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  const placing = orders.map(({ fate: _fate, ...order }) =>
    limit(async () => {
      const answer = await fetch(`${shopUrl}/orders`, { method: 'POST', body: JSON.stringify(order) });
      if (answer.status !== 204) throw new Error(`The shop answered ${answer.status} to an order.`);
    }),
  );
  await Promise.all(placing);
}

/** Sends every webhook until it is answered 200, as a provider does. */
async function sendAll(
  { webhooks }: OrderPlan,
  { url }: ShopStack,
  perSecond: number,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  const start = performance.now();
  const send = async ({ body, sign }: OrderPlan['webhooks'][number]): Promise<void> => {
    while ((await post(`${url}/webhooks/inqud`, body, { ...sign() }, PATIENCE_MS)) !== 200)
      await sleep(RETRY_MS, undefined, { signal });
  };
  const deliveries: Promise<void>[] = [];
  for (const webhook of webhooks) {
    const early = start + (deliveries.length / perSecond) * MS_PER_SECOND - performance.now();
    if (early > 0) await sleep(early, undefined, { signal });
    deliveries.push(limit(send, webhook));
  }
  await Promise.all(deliveries);
}

/** Looks until nothing is wrong. What is still wrong when the time is over is the verdict. */
async function settledVerdict(
  { orders }: OrderPlan,
  stack: ShopStack,
  signal: AbortSignal,
  onLook: (findings: number) => void,
): Promise<ShopVerdict> {
  for (;;) {
    const verdict = judgeShop(await readOrders(orders, stack));
    if (verdict.findings.length === 0 || signal.aborted) return verdict;
    onLook(verdict.findings.length);
    await sleep(LOOK_EVERY_MS);
  }
}

function deathsIn({ parts }: ShopStack): readonly string[] {
  const deaths: string[] = [];
  for (const { death } of Object.values(parts)) if (death !== undefined) deaths.push(death);
  return deaths;
}

function killCounts({ webhooks }: OrderPlan, { carrier }: ShopStack, kills: ShopKills) {
  const counts: Record<string, number> = { webhooks: webhooks.length };
  for (const [part, count] of kills.counts) counts[`kills of the ${part}`] = count;
  return {
    ...counts,
    'requests to the carrier': carrier.requests,
    'lost answers of the carrier': carrier.lostAnswers,
  };
}
