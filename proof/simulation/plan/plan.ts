import type { QueueMessage } from '../../../lib/webhook/queue-message.ts';
import { type Chooser, happens, pick } from '../choosing/chooser.ts';
import type { Receiver } from '../receiver.ts';
import { checkoutWebhook } from './checkout-webhook.ts';
import { drawDetails } from './draw-details.ts';
import { drawForgery } from './forgery.ts';
import type { MerchantPlan } from './merchant/merchant-plan.ts';
import { drawOddWebhook } from './odd-webhook.ts';
import type { Webhook } from './planned-webhook.ts';
import { drawRegisteredWebhook } from './registered-webhook.ts';
import { drawStray } from './stray.ts';
import { type CheckoutKind, type KnownStatus, knownStatuses } from './values/known-statuses.ts';
import { drawTime } from './values/provider-time.ts';
import { registeredKinds } from './values/registered-kinds.ts';

/** How rough the world is, in percent at each step of a call. */
export interface Roughness {
  readonly fails: number;
  readonly crashes: number;
  /** The weight of moves that disturb: timeouts, visibility timeouts that end too early, senders that hang up. */
  readonly disturbances: number;
}

/** A webhook that is already in the queue, and its message. */
export interface Arrival {
  readonly webhook: Webhook;
  readonly message: QueueMessage;
}

/** A version of the consume function, by the providers that it knows. */
export interface ConsumerVersion {
  readonly name: string;
  readonly findProvider: Receiver['findProvider'];
}

/** Everything about a world that is decided before it runs. */
export interface Plan {
  /** The webhooks that were accepted before the world begins. */
  readonly arrived: readonly Arrival[];
  /** Whether these are in their rows already, instead of in the queue. */
  readonly isApplied?: boolean;
  readonly webhooks: readonly Webhook[];
  /** How many of the webhooks that are due can be the next one: 1 keeps the providers' order. */
  readonly window: number;
  /** Texts that somebody puts into the queue without ingest. */
  readonly strays: readonly string[];
  /** How many consumers run at the same time, at most. */
  readonly consumers: number;
  /** The versions that consume side by side, the newest last. By default there is only the receiver's. */
  readonly versions?: readonly ConsumerVersion[];
  /** How many rows the newest version rebuilds while consumers run. By default none. */
  readonly rebuilds?: number;
  /** The merchant behind the table. By default there is none. */
  readonly merchant?: MerchantPlan;
  /** How many times the secrets have been configured; 0 means not yet. */
  readonly secretStage: number;
  /** Whether the secrets change during the run, and are now and then read a little late. */
  readonly rotates: boolean;
  /** Whether clocks disagree. */
  readonly hasSkew: boolean;
  readonly roughness: Roughness;
}

const calm: Roughness = { fails: 0, crashes: 0, disturbances: 0 };
const normal: Roughness = { fails: 3, crashes: 2, disturbances: 2 };
const wild: Roughness = { fails: 12, crashes: 8, disturbances: 8 };

const MOST_WEBHOOKS = 40;
const MOST_CHECKOUTS = 6;
const MOST_CONSUMERS = 4;
/** One in this many worlds has a single checkout with more events than a history keeps. */
const LONG_WORLDS = 250;
const LONG_WORLD_WEBHOOKS = 160;
/** In an orderly world, events come roughly in the order of their times. */
const BETWEEN_EVENTS_NS = 1_000_000_000n;
const ORDERLY_WINDOW = 4;

export function drawPlan(chooser: Chooser): Plan {
  const roughness = [calm, normal, wild][chooser.weighted([15, 60, 25])] ?? calm;
  return {
    arrived: [],
    ...drawSending(chooser),
    strays: Array.from({ length: chooser.weighted([80, 12, 8]) }, (_, number) => drawStray(chooser, number)),
    consumers: 1 + chooser.below(MOST_CONSUMERS),
    secretStage: 1 - chooser.weighted([90, 10]),
    rotates: true,
    hasSkew: true,
    roughness,
  };
}

function drawSending(chooser: Chooser): Pick<Plan, 'webhooks' | 'window'> {
  const isLong = chooser.below(LONG_WORLDS) === LONG_WORLDS - 1;
  const checkouts = isLong ? 1 : 1 + chooser.below(MOST_CHECKOUTS);
  const count = isLong ? LONG_WORLD_WEBHOOKS : 1 + chooser.below(MOST_WEBHOOKS);
  const isOrderly = isLong || happens(chooser, 20);
  const first = chooser.below(2 * kinds.length * Math.max(1, registeredKinds.length));
  const webhooks: Webhook[] = [];
  for (let number = 0; number < count; number += 1) {
    const time = drawTime(chooser) + (isOrderly ? BigInt(number) * BETWEEN_EVENTS_NS : 0n);
    webhooks.push(drawWebhook(chooser, number, { checkout: first + chooser.below(checkouts), time }));
  }
  return { webhooks, window: isOrderly ? ORDERLY_WINDOW : count };
}

/** The kinds that the model knows by hand. */
const kinds: readonly [CheckoutKind, ...CheckoutKind[]] = ['CCO-', 'tweed', 'ORCO-'];

interface Subject {
  readonly checkout: number;
  readonly time: bigint;
}

function drawWebhook(chooser: Chooser, number: number, subject: Subject): Webhook {
  const nature = chooser.weighted([82, 10, 8]);
  if (nature === 2) return drawOddWebhook(chooser, number);
  const authentic = drawCheckoutWebhook(chooser, subject);
  return nature === 1 ? drawForgery(chooser, authentic) : authentic;
}

/**
 * A checkout keeps its kind, so that it gets several events. Every other checkout is of a kind that the model knows by
 * hand.
 */
function drawCheckoutWebhook(chooser: Chooser, subject: Subject): Webhook {
  const { checkout, time } = subject;
  const half = Math.floor(checkout / 2);
  const registered = registeredKinds[half % registeredKinds.length];
  if (registered && checkout % 2 === 1) return drawRegisteredWebhook(chooser, registered, subject);
  const kind = kinds[half % kinds.length] ?? kinds[0];
  const meaning = {
    kind,
    checkoutId: `${kind === 'tweed' ? 'tw-' : kind}${checkout}`,
    known: pick<KnownStatus>(chooser, knownStatuses[kind]),
    time,
    details: drawDetails(chooser),
  };
  return checkoutWebhook(chooser, meaning, chooser.below(3));
}
