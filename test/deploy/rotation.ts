import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployedFunction } from './deployed-stage.ts';
import { deliver, post, webhook } from './signed-webhooks.ts';

const WEBHOOKS = 300;
const INTERVAL_MS = 40;
/** Every tenth webhook is accompanied by a forged one, which makes the function look for new secrets. */
const FORGED_EVERY = 10;

const ADDED_AT = WEBHOOKS / 3;
const REVOKED_AT = (2 * WEBHOOKS) / 3;

export interface Traffic {
  readonly sent: number;
  /** The number of answers other than 200. The provider sent each of these webhooks again. */
  readonly refused: number;
  /** The number of webhooks that were never acknowledged. */
  readonly lost: number;
}

/** Changes the secrets of the stage. */
export interface Operator {
  /** Makes another secret valid besides the present one. */
  add(secret: string): Promise<void>;
  /** Makes all secrets invalid except the newest. */
  revoke(): Promise<void>;
}

/**
 * Sends webhooks while a secret is rotated in the usual order: the new secret is added, the provider signs with it at
 * once, and later the old one is revoked. Meanwhile somebody sends forged webhooks.
 */
export async function rotateUnderTraffic(
  ingest: DeployedFunction,
  old: string,
  next: string,
  operator: Operator,
): Promise<Traffic> {
  let signing = old;
  const deliveries: ReturnType<typeof deliver>[] = [];
  for (let index = 0; index < WEBHOOKS; index += 1) {
    if (index === ADDED_AT) await operator.add(next);
    if (index > ADDED_AT) signing = next;
    if (index === REVOKED_AT) await operator.revoke();
    if (index % FORGED_EVERY === 0) await post(ingest, webhook('inqud', checkout(-1), 'forged'));
    const body = checkout(index);
    deliveries.push(deliver(ingest, () => webhook('inqud', body, signing)));
    await sleep(INTERVAL_MS);
  }
  const results = await Promise.all(deliveries);
  return {
    sent: WEBHOOKS,
    refused: results.reduce((sum, { refused }) => sum + refused, 0),
    lost: results.filter(({ arrived }) => !arrived).length,
  };
}

const checkout = (index: number): string =>
  JSON.stringify({ id: `CCO-rotation-${index}`, status: 'NEW', createdAt: '2026-01-01T00:00:00Z' });
