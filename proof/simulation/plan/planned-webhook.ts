import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import type { Signing } from './authentic-headers.ts';

/**
 * What an event states. For Inqud and Tweed it is known because the simulation made it up, not because our code read it.
 * The model judges by this alone, so it cannot share a mistake in reading, in normalizing a time or in comparing
 * positions. What the events of the other providers state is read by their own parsers, once, before they are sent.
 */
export interface Fact extends CheckoutKey {
  readonly eventId: string;
  readonly status: string;
  readonly state: string;
  readonly rank: number;
  /** Nanoseconds since the epoch. Absent where the provider sends no time of the event. */
  readonly time?: bigint;
  /** A final status that came without its time: it is above every event that has one. */
  readonly isLast?: true;
  /** Nanoseconds since the epoch: a time that is shown and does not order the event. */
  readonly shownTime?: bigint;
  /** The statuses that may ordinarily follow this one, although it is final. */
  readonly mayBeFollowedBy?: readonly string[];
  readonly details: CheckoutDetails;
}

type Nature =
  | { readonly kind: 'checkout'; readonly fact: Fact }
  /** Authentic, but in a form that we cannot read. */
  | { readonly kind: 'poison' }
  /** Not signed by the provider. */
  | { readonly kind: 'forged' };

/** A message from a provider, or from somebody who pretends to be one. */
export interface Webhook {
  /** The name in the schedule that a failure prints. */
  readonly name: string;
  readonly provider: Provider;
  readonly body: Uint8Array;
  readonly nature: Nature;
  /** Returns the body of a retry, where that is not the same body but the same event. */
  readonly retryBody?: (attempt: number) => Uint8Array;
  /** Returns the headers of an attempt. A forger has other ways to sign. */
  readonly headers: (signing: Signing, body: Uint8Array) => Headers;
  /** How often it is tried, at most, until it is answered 200. */
  readonly tries: number;
  /** How often it is sent again although it was answered 200. */
  readonly repeats: number;
}
