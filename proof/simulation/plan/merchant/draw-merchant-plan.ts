import { type Chooser, happens, pick } from '../../choosing/chooser.ts';
import type { QueueKind } from '../../simulated/event-queue.ts';
import { checkoutWebhook } from '../checkout-webhook.ts';
import type { MeantDetails } from '../draw-details.ts';
import type { Plan, Roughness } from '../plan.ts';
import type { Webhook } from '../planned-webhook.ts';
import { type CheckoutKind, type KnownStatus, knownStatuses } from '../values/known-statuses.ts';
import type { MerchantPlan } from './merchant-plan.ts';

const kinds: readonly [CheckoutKind, ...CheckoutKind[]] = ['CCO-', 'tweed', 'ORCO-'];
const MOST_CHECKOUTS = 5;
const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
const BASE = BigInt(Date.parse('2026-01-01T00:00:00Z')) * NS_PER_MS;

/** Of a hundred checkouts, how many come to a status of this state. */
const likelihood: Readonly<Record<string, number>> = { succeeded: 80, failed: 15, expired: 20, unknown: 10 };
const OTHERWISE = 50;

const calm: Roughness = { fails: 0, crashes: 0, disturbances: 0 };
const normal: Roughness = { fails: 3, crashes: 2, disturbances: 1 };
const wild: Roughness = { fails: 8, crashes: 6, disturbances: 3 };

const shopQueues: readonly (readonly QueueKind[])[] = [['fifo', 'standard'], ['fifo'], ['standard']];

/**
 * Draws a world with a merchant. Its checkouts live through most of their lifecycle, roughly in order, because a
 * webhook that is late changes nothing that a merchant hears of.
 */
export function drawMerchantPlan(chooser: Chooser): Plan {
  return {
    arrived: [],
    webhooks: drawLives(chooser),
    window: 1 + chooser.below(5),
    strays: [],
    consumers: 1 + chooser.below(3),
    rebuilds: chooser.below(3),
    merchant: drawMerchant(chooser),
    secretStage: 1,
    rotates: false,
    hasSkew: happens(chooser, 50),
    roughness: [calm, normal, wild][chooser.weighted([10, 60, 30])] ?? calm,
  };
}

const drawMerchant = (chooser: Chooser): MerchantPlan => ({
  lanes: 1 + chooser.below(2),
  queues: shopQueues[chooser.weighted([20, 40, 40])] ?? [],
  workers: 1 + chooser.below(3),
  republishes: chooser.below(4),
  resolves: chooser.below(3),
  foreignItems: chooser.weighted([70, 30]),
});

/** Draws the lives of some checkouts, one webhook of each in turn. */
function drawLives(chooser: Chooser): readonly Webhook[] {
  const lives: Webhook[][] = [];
  const count = 1 + chooser.below(MOST_CHECKOUTS);
  for (let number = 0; number < count; number += 1) lives.push(drawLife(chooser, number));
  const webhooks: Webhook[] = [];
  for (let at = 0; lives.some((life) => life.length > at); at += 1) {
    for (const life of lives) webhooks.push(...life.slice(at, at + 1));
  }
  return webhooks;
}

function drawLife(chooser: Chooser, number: number): Webhook[] {
  const kind = pick(chooser, kinds);
  const checkoutId = `${kind === 'tweed' ? 'tw-' : kind}${number}`;
  const statuses: readonly KnownStatus[] = knownStatuses[kind];
  const life: Webhook[] = [];
  for (const known of statuses) {
    if (!happens(chooser, likelihood[known.state] ?? OTHERWISE)) continue;
    const time = BASE + BigInt(life.length) * NS_PER_SECOND;
    const meaning = { kind, checkoutId, known, time, details: drawPrice(chooser) };
    life.push(checkoutWebhook(chooser, meaning, chooser.weighted([70, 30])));
  }
  return life;
}

/** Most webhooks have the same price. A row takes it from the last one that has a price. */
const drawPrice = (chooser: Chooser): MeantDetails =>
  [{ amount: 100.25 }, {}, { amount: 99 }][chooser.weighted([80, 15, 5])] ?? {};
