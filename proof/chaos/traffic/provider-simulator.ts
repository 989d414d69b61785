import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Webhook } from './chaos-webhook.ts';
import { post } from './post.ts';
import type { TrafficTally } from './traffic-tally.ts';

const CONCURRENCY = 32;
/** Inqud waits 10 s for its 200. */
const PATIENCE_MS = 5_000;
/** Inqud's waits are 1, 2, 5, 15 … 1440 minutes: a minute is 60 ms here, and no wait is longer than this. */
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
  /** How much of the webhooks may have gone out by now, 0 to 1: so that there are some left for every fault. */
  readonly share: () => number;
  readonly tally: TrafficTally;
  readonly signal: AbortSignal;
}

/** Sends all webhooks, each until it is acknowledged. @throws AbortError when that does not come to an end */
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
    // Awaited with all others below: until then a failure must not pass for unhandled.
    delivery.catch(() => undefined);
    deliveries.push(delivery);
  }
  await Promise.all(deliveries);
}

/**
 * Everything but 200 is tried again, as Inqud documents it. Tweed documents nothing: it is taken to do the same.
 * Who forges tries until somebody answers.
 */
async function deliver(webhook: Webhook, limit: ReturnType<typeof pLimit>, options: SimulatorOptions) {
  const { tally, signal } = options;
  tally.sent += 1;
  for (let attempt = 0; ; attempt += 1) {
    const status = await limit(() => attemptOnce(webhook, attempt, options));
    if (webhook.kind === 'forged' && status === 401) {
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
  const { provider, body, digest, signature } = webhook;
  const delivery = provider.deliveryIdHeader && {
    [provider.deliveryIdHeader]: `${digest.slice(0, 12)}-${attempt}`,
  };
  const headers = { 'content-type': 'application/json', ...signature, ...delivery };
  const status = await post(`${url}/webhooks/${provider.name}`, body, headers, PATIENCE_MS);
  tally.attempt(status);
  return status;
}
