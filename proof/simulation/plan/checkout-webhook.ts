import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import type { Chooser } from '../choosing/chooser.ts';
import { authenticHeaders } from './authentic-headers.ts';
import { drawBytes } from './body-bytes.ts';
import { expectedDetails, fromCents, type MeantDetails } from './draw-details.ts';
import type { Fact, Webhook } from './planned-webhook.ts';
import { sha256 } from './sha256.ts';
import { inqudValue } from './values/inqud-value.ts';
import type { CheckoutKind, KnownStatus } from './values/known-statuses.ts';
import { tweedValue } from './values/tweed-value.ts';

/** The content of a webhook, before it is written as bytes. */
export interface Meaning {
  readonly kind: CheckoutKind;
  readonly checkoutId: string;
  readonly known: KnownStatus;
  /** Nanoseconds since the epoch; Tweed's webhooks leave it out. */
  readonly time: bigint;
  readonly details: MeantDetails;
}

const providers = { 'CCO-': inqud, 'ORCO-': inqud, tweed } as const;

/** Inqud documents up to ten retries. Tweed documents nothing, so a few are assumed. */
const TRIES = { 'CCO-': 11, 'ORCO-': 11, tweed: 6 } as const;

/**
 * Returns the webhook with this content, and the fact that it states.
 *
 * @param chooser decides only in which form the webhook is written
 */
export function checkoutWebhook(chooser: Chooser, meaning: Meaning, repeats: number): Webhook {
  const { kind, checkoutId, known, time, details } = meaning;
  const { status } = known;
  const isTweed = kind === 'tweed';
  const { value, isUpdated } = isTweed
    ? { value: tweedValue({ checkoutId, status, details }), isUpdated: false }
    : inqudValue(chooser, { checkoutId, status, time, details });
  const body = drawBytes(chooser, value);
  const fact = withoutUndefined({
    ...known,
    checkoutId,
    provider: providers[kind].name,
    eventId: sha256(body),
    ...(isTweed ? {} : timing(known, time, isUpdated)),
    details: expectedDetails(details, isTweed ? fromCents : String),
  });
  return {
    name: `${checkoutId} ${status}`,
    provider: providers[kind],
    body,
    nature: { kind: 'checkout', fact },
    headers: (signing) => authenticHeaders(providers[kind], body, signing),
    tries: TRIES[kind],
    repeats,
  };
}

const finalStates: readonly string[] = ['succeeded', 'failed', 'expired', 'review'];

/** A first status happened when the checkout was created. A final one did not: its time is not known. */
function timing({ state }: KnownStatus, time: bigint, isUpdated: boolean): Pick<Fact, 'time' | 'isLast'> {
  return isUpdated || !finalStates.includes(state) ? { time } : { isLast: true };
}
