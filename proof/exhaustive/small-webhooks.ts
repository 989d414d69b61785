import { ReplayChooser } from '../simulation/choosing/replay-chooser.ts';
import { checkoutWebhook } from '../simulation/plan/checkout-webhook.ts';
import type { MeantDetails } from '../simulation/plan/draw-details.ts';
import { drawOddWebhook } from '../simulation/plan/odd-webhook.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';
import {
  type CheckoutKind,
  type KnownStatus,
  knownStatuses,
} from '../simulation/plan/values/known-statuses.ts';

const NS_PER_MS = 1_000_000n;
const BASE = BigInt(Date.parse('2026-01-01T00:00:46Z')) * NS_PER_MS;

const calm = () => new ReplayChooser([]);

/** Returns a webhook. @param nanoseconds its time after a fixed moment, where the provider sends a time */
export function small(
  kind: CheckoutKind,
  number: number,
  status: string,
  nanoseconds = 0,
  details: MeantDetails = {},
): Webhook {
  const statuses: readonly KnownStatus[] = knownStatuses[kind];
  const known = statuses.find((row) => row.status === status);
  if (!known) throw new RangeError(`${status} is not a status of ${kind}.`);
  return smallWith(kind, number, known, nanoseconds, details);
}

/** A word that today's tables do not know, as a table has it that has learned it. */
export const learnedStatus = { status: 'MOON_PHASE', state: 'refunded', rank: 70 } as const;

/** Returns a webhook whose status means this. */
export function smallWith(
  kind: CheckoutKind,
  number: number,
  known: KnownStatus,
  nanoseconds = 0,
  details: MeantDetails = {},
): Webhook {
  const checkoutId = `${kind === 'tweed' ? 'tw-' : kind}${number}`;
  return checkoutWebhook(calm(), { kind, checkoutId, known, time: BASE + BigInt(nanoseconds), details }, 0);
}

export const poison = (): Webhook => drawOddWebhook(calm(), 0);
