import type { CheckoutDetails } from '../checkout/details.ts';
import type { LifecycleStep } from '../checkout/lifecycle.ts';
import type { Headers } from '../webhook/headers.ts';
import type { SignatureScheme } from '../webhook/signature.ts';

/** A webhook's body, understood. */
export type ParsedWebhook =
  | ({ readonly kind: 'checkout' } & ParsedCheckout)
  /** Authentic, but not about a checkout: counted and done with. */
  | { readonly kind: 'ignored'; readonly type: string }
  /** Authentic, but not in a form we know: kept in the dead-letter queue until we do. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface ParsedCheckout extends LifecycleStep {
  readonly checkoutId: string;
  readonly status: string;
  /** The provider's own id of the event, where the body holds a stable one. Without it the body's SHA-256 serves. */
  readonly eventId?: string;
  /** The provider's own update time, normalized; left out where the provider sends none. */
  readonly updatedAt?: string;
  readonly details: CheckoutDetails;
}

/** What a sample webhook is to say. */
export interface SampleRequest {
  readonly checkoutId: string;
  readonly status: string;
  /** ISO 8601. Providers without times in their webhooks leave it out. */
  readonly at: string;
  readonly reference?: string;
}

/** Everything there is to know about a payment provider. One value, one file, one line in the registry. */
export interface Provider {
  /** As it stands in the webhook's path and in the table. Lower case. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  readonly signature: SignatureScheme;
  /** Lower-case names of the headers worth keeping with the message. Never the signature. */
  readonly keptHeaders: readonly string[];
  /** The lower-case header with the id of the delivery, where there is one. */
  readonly deliveryIdHeader?: string;
  /** The statuses it may report, in the order of a normal life, for documentation, tests and samples. */
  readonly lifecycles: Readonly<Record<string, Readonly<Record<string, LifecycleStep>>>>;
  /** Understands a body. Pure and total: whatever the bytes, it answers and never throws. */
  readonly parse: (body: Uint8Array) => ParsedWebhook;
  /** The headers that the provider would send with this body: for tests and the CLI. */
  readonly sign: (body: Uint8Array, secret: string) => Headers;
  /** A realistic body: for tests and the CLI. */
  readonly sample: (request: SampleRequest) => unknown;
}
