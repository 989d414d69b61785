import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { refusalStatus } from '../../../lib/providers/provider.ts';
import type { Webhook } from './chaos-webhook.ts';
import { post } from './post.ts';
import type { TrafficTally } from './traffic-tally.ts';

const CONCURRENCY = 32;
/** Inqud waits 10 s for its 200. */
const PATIENCE_MS = 5_000;
/** Inqud waits for 1, 2, 5, 15 … 1440 minutes between attempts. Here a minute takes 60 ms. */
const MS_PER_MINUTE = 60;
const LONGEST_WAIT_MS = 2_500;
const RETRY_MINUTES = [1, 2, 5, 15, 30, 60, 120, 360, 720, 1440];
const LAST_MINUTES = 1440;
const MS_PER_SECOND = 1_000;
const LOOK_EVERY_MS = 50;

export interface SimulatorOptions {
  /** Base URL of the service. */
  readonly url: string;
  readonly perSecond: number;
  /** The share of the webhooks, 0 to 1, that may be sent by now, so that some are left for every fault. */
  readonly share: () => number;
  readonly tally: TrafficTally;
  readonly signal: AbortSignal;
}

/** Sends all webhooks, each until it is acknowledged. @throws AbortError when the signal aborts first */
export async function sendWebhooks(webhooks: readonly Webhook[], options: SimulatorOptions): Promise<void> {
  const { perSecond, share, signal } = options;
  const limit = pLimit(CONCURRENCY);
  const start = performance.now();
  const deliveries: Promise<void>[] = [];
  for (const webhook of webhooks) {
    const early = start + (deliveries.length / perSecond) * MS_PER_SECOND - performance.now();
    if (early > 0) await sleep(early, undefined, { signal });
    while (deliveries.length > share() * webhooks.length) await sleep(LOOK_EVERY_MS, undefined, { signal });
    const delivery = deliver(webhook, limit, options);
    // All deliveries are awaited below. Until then a failure must not count as unhandled.
    delivery.catch(() => undefined);
    deliveries.push(delivery);
  }
  await Promise.all(deliveries);
}

/**
 * Retries everything but a 200, as Inqud documents it. Every provider is assumed to do the same. A forged
 * webhook is sent until it is refused.
 */
async function deliver(webhook: Webhook, limit: ReturnType<typeof pLimit>, options: SimulatorOptions) {
  const { tally, signal } = options;
  tally.sent += 1;
  for (let attempt = 0; ; attempt += 1) {
    const status = await limit(() => attemptOnce(webhook, attempt, options));
    if (webhook.kind === 'forged' && status === refusalStatus(webhook.provider)) {
      tally.forgedRefused += 1;
      return;
    }
    if (status === 200) {
      (webhook.kind === 'forged' ? tally.forgedTaken : tally.acknowledged).push(webhook);
      return;
    }
    const minutes = RETRY_MINUTES[attempt] ?? LAST_MINUTES;
    await sleep(Math.min(minutes * MS_PER_MINUTE, LONGEST_WAIT_MS), undefined, { signal });
  }
}

async function attemptOnce(webhook: Webhook, attempt: number, { url, tally, signal }: SimulatorOptions) {
  signal.throwIfAborted();
  const { provider, body, digest, sign } = webhook;
  const headers: Record<string, string> = { 'content-type': 'application/json', ...sign() };
  if (provider.deliveryIdHeader !== undefined) {
    headers[provider.deliveryIdHeader] = `${digest.slice(0, 12)}-${attempt}`;
  }
  const status = await post(`${url}/webhooks/${provider.name}`, body, headers, PATIENCE_MS);
  tally.attempt(status);
  return status;
}
