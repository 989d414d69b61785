import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';

/**
 * What an event says, known because we made it up and not because our code read it: the model judges by this
 * alone, so a mistake in reading, in normalizing a time or in comparing positions cannot hide in both.
 */
export interface Fact extends CheckoutKey {
  readonly eventId: string;
  readonly status: string;
  readonly state: string;
  readonly rank: number;
  /** Nanoseconds since the epoch; left out where the provider sends no time. */
  readonly time?: bigint;
  readonly details: CheckoutDetails;
}

export type Nature =
  | { readonly kind: 'checkout'; readonly fact: Fact }
  /** Authentic, and not about a checkout. */
  | { readonly kind: 'ignored' }
  /** Authentic, and in no form that we know. */
  | { readonly kind: 'poison' }
  /** Not signed by the provider. */
  | { readonly kind: 'forged' };

/** Something that a provider, or someone who claims to be it, wants to tell us. */
export interface Webhook {
  /** For the schedule that a failure prints. */
  readonly name: string;
  readonly provider: Provider;
  readonly body: Uint8Array;
  readonly nature: Nature;
  /** The headers with the signature by this secret, or what a forger has instead. */
  readonly headers: (secret: string) => Headers;
  /** How often it is tried until it is answered 200. */
  readonly tries: number;
  /** How often it comes once more all the same. */
  readonly repeats: number;
}
