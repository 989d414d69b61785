import { createHash } from 'node:crypto';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import type { Chooser } from '../choosing/chooser.ts';
import { authenticHeaders } from './authentic-headers.ts';
import { drawBytes } from './body-bytes.ts';
import { fromCents, knownDetails, type MeantDetails } from './draw-details.ts';
import type { Webhook } from './planned-webhook.ts';
import { inqudValue } from './values/inqud-value.ts';
import type { CheckoutKind, KnownStatus } from './values/known-statuses.ts';
import { tweedValue } from './values/tweed-value.ts';

/** What a provider means to say. */
export interface Meaning {
  readonly kind: CheckoutKind;
  readonly checkoutId: string;
  readonly known: KnownStatus;
  /** Nanoseconds since the epoch; Tweed's webhooks leave it out. */
  readonly time: bigint;
  readonly details: MeantDetails;
}

const providers = { 'CCO-': inqud, 'ORCO-': inqud, tweed } as const;

/** Inqud's documentation: up to ten retries. Tweed's says nothing; some are assumed. */
const TRIES = { 'CCO-': 11, 'ORCO-': 11, tweed: 6 } as const;

/**
 * The webhook that says so, and what is known of it without reading it.
 * @param chooser only decides in which form it is written
 */
export function checkoutWebhook(chooser: Chooser, meaning: Meaning, repeats: number): Webhook {
  const { kind, checkoutId, known, time, details } = meaning;
  const { status } = known;
  const isTweed = kind === 'tweed';
  const value = isTweed
    ? tweedValue({ checkoutId, status, details })
    : inqudValue(chooser, { checkoutId, status, time, details });
  const body = drawBytes(chooser, value);
  const fact = {
    ...known,
    checkoutId,
    provider: providers[kind].name,
    eventId: createHash('sha256').update(body).digest('hex'),
    ...(!isTweed && { time }),
    details: knownDetails(details, isTweed ? fromCents : String),
  };
  return {
    name: `${checkoutId} ${status}`,
    provider: providers[kind],
    body,
    nature: { kind: 'checkout', fact },
    headers: (secret) => authenticHeaders(isTweed ? 'tweed' : 'inqud', body, secret),
    tries: TRIES[kind],
    repeats,
  };
}
