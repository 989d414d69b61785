import type { CheckoutDetails } from '../checkout/details.ts';
import type { Lifecycle, LifecycleStep } from '../checkout/lifecycle.ts';
import type { EventOrder } from '../checkout/position.ts';
import type { Headers } from '../webhook/headers.ts';
import type { SignatureScheme } from '../webhook/signature-scheme.ts';

/** The result of parsing the body of a webhook. */
export type ParsedWebhook =
  | ({ readonly kind: 'checkout' } & ParsedCheckout)
  /** Authentic, but not about a checkout. It is counted, and nothing else happens. */
  | { readonly kind: 'ignored'; readonly type: string }
  /** Authentic, but in a form we do not know yet. It is kept in the dead-letter queue. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface ParsedCheckout extends LifecycleStep {
  readonly checkoutId: string;
  readonly status: string;
  /** The provider's own id of the event, if the body has a stable one. By default the SHA-256 of the body is used. */
  readonly eventId?: string;
  /** The provider's own update time, normalized. Absent if the provider sends none. */
  readonly updatedAt?: string;
  /** What orders the event instead of `updatedAt`. */
  readonly order?: EventOrder;
  readonly details: CheckoutDetails;
}

/** The content of a sample webhook. */
export interface SampleRequest {
  readonly checkoutId: string;
  readonly status: string;
  /** ISO 8601. Ignored for providers whose webhooks have no times. */
  readonly at: string;
  readonly reference?: string;
}

/** Everything the service knows about a payment provider. One value, in one file, with one line in the registry. */
export interface Provider {
  /** The name in the webhook's path and in the table, in lower case. */
  readonly name: string;
  /** The name as people write it. */
  readonly title: string;
  readonly signature: SignatureScheme;
  /** Lower-case names of the headers to keep with the message. Never the signature. */
  readonly keptHeaders: readonly string[];
  /** The lower-case name of the header with the id of the delivery, if there is one. */
  readonly deliveryIdHeader?: string;
  /** The statuses that the provider reports, in their usual order. Used for documentation, tests and samples. */
  readonly lifecycles: Readonly<Record<string, Lifecycle>>;
  /**
   * Parses a body and the headers in `keptHeaders` that it came with. Pure and total: it returns a result for any
   * bytes and never throws.
   */
  readonly parse: (body: Uint8Array, headers: Headers) => ParsedWebhook;
  /** Returns a realistic body, as a value for JSON. For tests and the CLI. */
  readonly sample: (request: SampleRequest) => unknown;
}
