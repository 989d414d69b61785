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
  /**
   * The provider's own id of the event, if the body has one that a retry repeats. By default it is taken from
   * `eventIdHeader`, and else it is the SHA-256 of the body.
   */
  readonly eventId?: string;
  /** The provider's own time of the event, normalized. It is shown, and orders the event if `order` is absent. */
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

/** What a provider does after an answer, as far as it documents that. */
export type AfterAnswer = 'retries' | 'gives up' | 'not documented';

/** What a provider does after each answer of ours that is not a success. docs/providers/ has the sources. */
export type AfterAnswers = Readonly<Record<401 | 413 | 429 | 503, AfterAnswer>>;

/** For the providers that document that they retry after every answer but a success. */
export const retriesAfterAll: AfterAnswers = {
  401: 'retries',
  413: 'retries',
  429: 'retries',
  503: 'retries',
};

/** For the providers that document nothing about it. */
export const afterAnswersUndocumented: AfterAnswers = {
  401: 'not documented',
  413: 'not documented',
  429: 'not documented',
  503: 'not documented',
};

/** The answer to a wrong signature. A provider that gives up after 401 gets 429, and sends the webhook again. */
export const refusalStatus = ({ afterAnswer }: Pick<Provider, 'afterAnswer'>): 401 | 429 =>
  afterAnswer[401] === 'gives up' ? 429 : 401;

/** Everything the service knows about a payment provider. One value, in one file, with one line in the registry. */
export interface Provider {
  /** The name in the webhook's path and in the table, in lower case. */
  readonly name: string;
  /** The name as people write it. */
  readonly title: string;
  readonly signature: SignatureScheme;
  /** Lower-case names of the headers to keep with the message. Never the signature. */
  readonly keptHeaders: readonly string[];
  /**
   * The lower-case name of the header with the id of the event, which every retry repeats, if there is one. It is kept
   * with the message.
   */
  readonly eventIdHeader?: string;
  /** The lower-case name of the header with the id of the delivery, if there is one. A retry may have a new one. */
  readonly deliveryIdHeader?: string;
  /** Where to enter the URL of the webhook, in the provider's own words: the way through its dashboard. */
  readonly dashboard: string;
  /** Where a provider gives up after 401, ingest answers 429 instead: a secret that is wrong for an hour must lose nothing. */
  readonly afterAnswer: AfterAnswers;
  /** The statuses that the provider reports, in their usual order. Used for documentation, tests and samples. */
  readonly lifecycles: Readonly<Record<string, Lifecycle>>;
  /**
   * Parses a body and the headers that were kept of its delivery. Pure and total: it returns a result for any
   * bytes and never throws.
   */
  readonly parse: (body: Uint8Array, headers: Headers) => ParsedWebhook;
  /** Returns a realistic body, as a value for JSON. The same request has the same body. For tests and the CLI. */
  readonly sample: (request: SampleRequest) => unknown;
}
