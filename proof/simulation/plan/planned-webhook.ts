import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';

/**
 * What an event states. It is known because the simulation made it up, not because our code read it. The model judges
 * by this alone, so it cannot share a mistake in reading, in normalizing a time or in comparing positions.
 */
export interface Fact extends CheckoutKey {
  readonly eventId: string;
  readonly status: string;
  readonly state: string;
  readonly rank: number;
  /** Nanoseconds since the epoch. Absent where the provider sends no time of the event. */
  readonly time?: bigint;
  /** A time that is shown and does not order, likewise. */
  readonly shownTime?: bigint;
  /** The statuses that may ordinarily follow this one. */
  readonly ordinaryNext?: readonly string[];
  /** A final status that came without its time: it is above every event that has one. */
  readonly isLast?: true;
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
  /** Returns the headers, signed with this secret at this time, in ISO 8601. A forger has other ways. */
  readonly headers: (secret: string, at: string) => Headers;
  /** How often it is tried, at most, until it is answered 200. */
  readonly tries: number;
  /** How often it is sent again although it was answered 200. */
  readonly repeats: number;
}
