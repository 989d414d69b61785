import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { unixSeconds } from '../values/unix-seconds.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import type { ParsedWebhook, Provider, SampleRequest } from './provider.ts';
import { bodyParser, lenient, unreadable } from './reading/read-body.ts';
import { metadata, referenceIn } from './reading/read-details.ts';
import { unixTime } from './reading/read-time.ts';
import { sampleId } from './sending/sample-id.ts';

/** The scheme in BTCPay Server's OpenAPI file, under webhooks. GitHub uses the same. */
const signature: SignatureScheme = {
  header: 'btcpay-sig',
  value: { prefix: 'sha256=' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
};

/** What may ordinarily happen to an invoice that expired: money that is late, and the refund of it. */
const late = [
  'InvoiceReceivedPaymentAfterExpiration',
  'InvoicePaidAfterExpiration',
  'InvoicePaymentSettledAfterExpiration',
  'InvoiceRefund',
] as const;

/**
 * BTCPay has no status, so the type of the event is the word, with the flag that changes its meaning. The time in a body
 * is that of the delivery, so events are ordered by rank. What a person marked by hand is above what BTCPay found. A
 * status that needs a person is above the one that it is about, so it stays visible. Three types are in the source of
 * BTCPay Server, but not in its OpenAPI file: a partly paid invoice that expired, one that was paid late, and a refund.
 */
const lifecycle = {
  InvoiceCreated: { state: 'pending', rank: 10 },
  InvoiceReceivedPayment: { state: 'processing', rank: 20 },
  InvoicePaymentSettled: { state: 'processing', rank: 25 },
  InvoiceProcessing: { state: 'processing', rank: 30 },
  InvoiceProcessingOverPaid: { state: 'processing', rank: 35 },
  InvoiceExpired: { state: 'expired', rank: 40, mayBeFollowedBy: late },
  InvoiceExpiredPartiallyPaid: {
    state: 'review',
    rank: 45,
    mayBeFollowedBy: ['InvoiceExpiredPaidPartial', ...late],
  },
  InvoiceExpiredPaidPartial: { state: 'review', rank: 46, mayBeFollowedBy: late },
  InvoiceReceivedPaymentAfterExpiration: { state: 'review', rank: 55, mayBeFollowedBy: late.slice(1) },
  InvoicePaidAfterExpiration: { state: 'review', rank: 57, mayBeFollowedBy: late.slice(2) },
  InvoicePaymentSettledAfterExpiration: { state: 'review', rank: 60, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceSettled: { state: 'succeeded', rank: 70, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceSettledOverPaid: { state: 'review', rank: 75, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceInvalid: { state: 'review', rank: 80, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceSettledManuallyMarked: { state: 'succeeded', rank: 90, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceInvalidManuallyMarked: { state: 'review', rank: 95, mayBeFollowedBy: ['InvoiceRefund'] },
  InvoiceRefund: { state: 'refunded', rank: 100 },
} as const satisfies Lifecycle;

/** The flags that change what an event means, in the order in which they are looked at. */
const flags = ['manuallyMarked', 'overPaid', 'partiallyPaid', 'afterExpiration'] as const;

/** What begins the types about an invoice. The others are about payouts, pull payments and subscribers. */
const INVOICE_TYPE = /^Invoice/;
const OTHER_TYPE = /^(Payout|PaymentRequest|Subscriber)/;

const Envelope = z.object({
  type: HistoryEntry.shape.status,
  invoiceId: lenient(CheckoutKey.shape.checkoutId),
  /** A redelivery has a new delivery id, and repeats the one of the first delivery here. */
  originalDeliveryId: lenient(HistoryEntry.shape.eventId),
  deliveryId: lenient(HistoryEntry.shape.eventId),
  timestamp: lenient(unixTime),
  manuallyMarked: lenient(z.boolean()),
  overPaid: lenient(z.boolean()),
  partiallyPaid: lenient(z.boolean()),
  afterExpiration: lenient(z.boolean()),
  metadata,
});
type Envelope = z.infer<typeof Envelope>;

function toWebhook(event: Envelope): ParsedWebhook {
  const { type, invoiceId } = event;
  if (!INVOICE_TYPE.test(type)) {
    return OTHER_TYPE.test(type) ? { kind: 'ignored', type } : unreadable('unknown_type');
  }
  if (invoiceId === undefined) return unreadable('unexpected_shape at invoiceId');
  const status = statusOf(event);
  return {
    kind: 'checkout',
    checkoutId: invoiceId,
    status,
    order: 'rank',
    ...withoutUndefined({
      eventId: event.originalDeliveryId ?? event.deliveryId,
      updatedAt: event.timestamp,
    }),
    ...stepOf(lifecycle, status),
    details: withoutUndefined({ reference: referenceIn(event.metadata) }),
  };
}

/** `InvoiceExpired` with the flag `partiallyPaid` is `InvoiceExpiredPartiallyPaid`, if that is a word of its own. */
function statusOf(event: Envelope): string {
  for (const flag of flags) {
    const word = `${event.type}${flag.charAt(0).toUpperCase()}${flag.slice(1)}`;
    if (event[flag] === true && Object.hasOwn(lifecycle, word)) return word;
  }
  return event.type;
}

/** A status with a flag becomes its type and the flag again. A word that nobody knows becomes a type about an invoice. */
function sample(request: SampleRequest): unknown {
  const { checkoutId, status, at, reference } = request;
  const deliveryId = `delivery-${sampleId(request)}`;
  const common = {
    deliveryId,
    webhookId: 'webhook-1',
    originalDeliveryId: deliveryId,
    isRedelivery: false,
    timestamp: unixSeconds(at),
    storeId: 'store-1',
    invoiceId: checkoutId,
    metadata: { orderId: reference },
  };
  for (const flag of flags) {
    const ending = `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`;
    if (status.endsWith(ending)) return { ...common, type: status.slice(0, -ending.length), [flag]: true };
  }
  return { ...common, type: INVOICE_TYPE.test(status) ? status : `Invoice${status}` };
}

export const btcpay: Provider = {
  name: 'btcpay',
  title: 'BTCPay',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  dashboard: "the store's Settings, Webhooks, Create Webhook",
  /** From version 2.3.4 on, BTCPay retries after 408, 429, 5xx and no answer at all, and after nothing else. */
  afterAnswer: { 401: 'gives up', 413: 'gives up', 429: 'retries', 503: 'retries' },
  lifecycles: { '': lifecycle },
  parse: bodyParser(Envelope, toWebhook),
  sample,
};
