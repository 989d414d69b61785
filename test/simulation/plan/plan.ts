import type { QueueMessage } from '../../../lib/webhook/queue-message.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { checkoutWebhook } from './checkout-webhook.ts';
import { drawDetails } from './draw-details.ts';
import { drawForgery } from './forgery.ts';
import { type CheckoutKind, type KnownStatus, knownStatuses } from './known-statuses.ts';
import { drawOddWebhook } from './odd-webhook.ts';
import { drawTime } from './provider-time.ts';
import { drawStray } from './stray.ts';
import type { Webhook } from './webhook.ts';

/** How rough the world is: chances in a hundred, at each step of a call. */
export interface Roughness {
  readonly fails: number;
  readonly crashes: number;
  /** Weight of the disturbances that come by themselves: time-outs, visibility that runs out. */
  readonly disturbances: number;
}

/** A webhook that is in the queue, as the message that it became. */
export interface Arrival {
  readonly webhook: Webhook;
  readonly message: QueueMessage;
}

/** What happens in a world before chance decides how it goes on. */
export interface Plan {
  /** What has been accepted before the world begins. */
  readonly arrived: readonly Arrival[];
  readonly webhooks: readonly Webhook[];
  /** Texts that someone puts into the queue past the ingest. */
  readonly strays: readonly string[];
  /** Consumers at the same time, at most. */
  readonly consumers: number;
  /** How many times the secrets have been configured: 0 is not yet. */
  readonly secretStage: number;
  /** Whether the secrets change on the way, and are read late now and then. */
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
/** One world in so many has a single checkout with more events than a history keeps. */
const LONG_WORLDS = 250;
const LONG = 130;

export function drawPlan(chooser: Chooser): Plan {
  const roughness = [calm, normal, wild][chooser.weighted([15, 60, 25])] ?? calm;
  const isLong = chooser.below(LONG_WORLDS) === LONG_WORLDS - 1;
  const checkouts = isLong ? 1 : 1 + chooser.below(MOST_CHECKOUTS);
  const count = isLong ? LONG : 1 + chooser.below(MOST_WEBHOOKS);
  const webhooks: Webhook[] = [];
  for (let number = 0; number < count; number += 1) {
    webhooks.push(drawWebhook(chooser, number, chooser.below(checkouts)));
  }
  return {
    arrived: [],
    webhooks,
    strays: Array.from({ length: chooser.weighted([80, 12, 8]) }, (_, number) => drawStray(chooser, number)),
    consumers: 1 + chooser.below(MOST_CONSUMERS),
    secretStage: 1 - chooser.weighted([90, 10]),
    rotates: true,
    hasSkew: true,
    roughness,
  };
}

/** A checkout keeps its kind, so that several events meet in it. */
const kinds: readonly [CheckoutKind, ...CheckoutKind[]] = ['CCO-', 'tweed', 'ORCO-'];

function drawWebhook(chooser: Chooser, number: number, checkout: number): Webhook {
  const nature = chooser.weighted([82, 10, 8]);
  if (nature === 2) return drawOddWebhook(chooser, number);
  const authentic = drawCheckoutWebhook(chooser, kinds[checkout % kinds.length] ?? kinds[0], checkout);
  return nature === 1 ? drawForgery(chooser, authentic) : authentic;
}

function drawCheckoutWebhook(chooser: Chooser, kind: CheckoutKind, number: number): Webhook {
  const meaning = {
    kind,
    checkoutId: `${kind === 'tweed' ? 'tw-' : kind}${number}`,
    known: pick<KnownStatus>(chooser, knownStatuses[kind]),
    time: drawTime(chooser),
    details: drawDetails(chooser),
  };
  return checkoutWebhook(chooser, meaning, chooser.below(3));
}
