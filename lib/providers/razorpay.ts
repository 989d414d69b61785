import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { unixSeconds } from '../values/unix-seconds.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import {
  type ParsedCheckout,
  type ParsedWebhook,
  type Provider,
  retriesAfterAll,
  type SampleRequest,
} from './provider.ts';
import { bodyParser, detailText, lenient, unreadable } from './reading/read-body.ts';
import { metadata, minorPrice, referenceIn } from './reading/read-details.ts';
import { unixTime } from './reading/read-time.ts';

/** Hexadecimal HMAC-SHA256 of the raw body, as in Razorpay's documentation under "Validate Webhooks". */
const signature: SignatureScheme = {
  header: 'x-razorpay-signature',
  value: { prefix: '' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
};

const refundsAndDisputes = [
  'refund.created_partial',
  'refund.created',
  'refund.processed_partial',
  'refund.processed',
  'refund.failed',
  'payment.dispute.created',
  'payment.dispute.under_review',
  'payment.dispute.action_required',
  'payment.dispute.lost',
  'payment.dispute.closed',
  'payment.dispute.won_refunded',
];
/** An order is paid when its payment is captured, and the two webhooks may arrive in either order. */
const afterPayment = {
  mayBeFollowedBy: ['payment.captured', 'order.paid', 'payment.dispute.won', ...refundsAndDisputes],
};
/**
 * A dispute that is won is not in the list: if success comes after a refund or a dispute, a person should look before
 * a shop ships.
 */
const afterRefund = { mayBeFollowedBy: refundsAndDisputes };

/**
 * The status is the type of the event, or a word that `statusOf` composes.
 *
 * A customer may pay again after `payment.failed`, so it is not final. Who keeps the money after a
 * dispute is closed is not documented, so it needs a person.
 */
const lifecycle = {
  'payment.failed': { state: 'pending', rank: 10 },
  'payment.authorized': { state: 'processing', rank: 20 },
  'refund.of_uncaptured': { state: 'pending', rank: 30 },
  'payment.captured': { state: 'succeeded', rank: 40, ...afterPayment },
  'order.paid': { state: 'succeeded', rank: 50, ...afterPayment },
  'refund.created_partial': { state: 'refunded', rank: 60, ...afterRefund },
  'refund.created': { state: 'refunded', rank: 62, ...afterRefund },
  'refund.processed_partial': { state: 'refunded', rank: 64, ...afterRefund },
  'refund.processed': { state: 'refunded', rank: 66, ...afterRefund },
  'refund.failed': { state: 'review', rank: 70, ...afterRefund },
  'payment.dispute.created': { state: 'review', rank: 80, ...afterRefund },
  'payment.dispute.under_review': { state: 'review', rank: 82, ...afterRefund },
  'payment.dispute.action_required': { state: 'review', rank: 84, ...afterRefund },
  'payment.dispute.lost': { state: 'review', rank: 86, ...afterRefund },
  'payment.dispute.closed': { state: 'review', rank: 88, ...afterRefund },
  'payment.dispute.won': { state: 'succeeded', rank: 90, ...afterRefund },
  'payment.dispute.won_refunded': { state: 'refunded', rank: 92, ...afterRefund },
} as const satisfies Lifecycle;

/**
 * An attempt to pay is ordered by its rank, below every event that has a time: a second attempt that fails after the
 * first was captured must not take a paid order back.
 */
const attempts: ReadonlySet<string> = new Set([
  'payment.failed',
  'payment.authorized',
  'refund.of_uncaptured',
]);

const orderOf = (status: string): Pick<ParsedCheckout, 'order'> =>
  attempts.has(status) ? { order: 'rank' } : {};

/**
 * Types from Razorpay's list of all webhook events that are about other objects. A payment link, an invoice or a
 * subscription is paid through an order, which has its own events.
 */
const otherObjects =
  /^(payment\.downtime|refund\.speed_changed$|invoice|subscription|payment_link|qr_code|virtual_account|transfer|settlement|product|account|payout|payout_link|fund_account|transaction)(\.|$)/;

const id = lenient(CheckoutKey.shape.checkoutId);
const price = { amount: detailText, currency: detailText, notes: metadata };
const Payment = z.object({
  ...price,
  id,
  order_id: id,
  captured: lenient(z.boolean()),
  refund_status: lenient(z.string()),
});
type Payment = z.infer<typeof Payment>;

/** E-mail, phone number, card and bank of the customer are in the payment too, and are never read. */
const Payload = z.object({
  payment: lenient(z.object({ entity: Payment })),
  order: lenient(z.object({ entity: z.object({ ...price, id, receipt: detailText }) })),
});
type Payload = z.infer<typeof Payload>;

const Body = z.object({
  event: HistoryEntry.shape.status,
  payload: lenient(Payload),
  /** When the event was created, also if it is sent again. */
  created_at: lenient(unixTime),
});

function toWebhook({ event, payload = {}, created_at }: z.infer<typeof Body>): ParsedWebhook {
  if (otherObjects.test(event)) return { kind: 'ignored', type: event };
  const payment = payload.payment?.entity;
  // A payment without an order, such as one by QR code, is a checkout of its own.
  const checkoutId = payload.order?.entity.id ?? payment?.order_id ?? payment?.id;
  if (checkoutId === undefined) return unreadable('unknown_type');
  if (created_at === undefined) return unreadable('unexpected_shape at created_at');
  const status = statusOf(event, payment);
  return {
    kind: 'checkout',
    checkoutId,
    status,
    ...stepOf(lifecycle, status),
    updatedAt: created_at,
    ...orderOf(status),
    details: detailsOf(payload),
  };
}

/**
 * Composes a word of ours where the type of the event does not say enough.
 *
 * A refund of a payment that was never captured gives back an attempt, not a paid order: "Identify Auto-Refunds" in
 * Razorpay's documentation. `refund_status` is `partial`, `full` or null.
 */
function statusOf(event: string, { captured, refund_status }: Payment = {}): string {
  const isRefund = event === 'refund.created' || event === 'refund.processed';
  if (isRefund && captured === false) return 'refund.of_uncaptured';
  if (isRefund && refund_status === 'partial') return `${event}_partial`;
  if (event === 'payment.dispute.won' && refund_status !== undefined) return `${event}_refunded`;
  return event;
}

/** Razorpay counts as ISO 4217 does: JPY without decimals, KWD with three. */
function detailsOf({ payment, order }: Payload): CheckoutDetails {
  const priced = order?.entity ?? payment?.entity;
  const reference =
    order?.entity.receipt ?? referenceIn(order?.entity.notes) ?? referenceIn(payment?.entity.notes);
  return withoutUndefined({ ...minorPrice(priced?.amount, priced?.currency), reference });
}

/** Types of events that are not their status. */
const sampleEvents = new Map([
  ['refund.of_uncaptured', 'refund.processed'],
  ['refund.created_partial', 'refund.created'],
  ['refund.processed_partial', 'refund.processed'],
  ['payment.dispute.won_refunded', 'payment.dispute.won'],
]);

/** Only `order.paid` has the order with its receipt. PHP writes notes that are empty as a list. */
function sample({ checkoutId, status, at, reference }: SampleRequest): unknown {
  const event = sampleEvents.get(status) ?? status;
  const created_at = unixSeconds(at);
  const price = { amount: 50000, currency: 'INR', created_at };
  const payment = {
    ...price,
    id: 'pay_DESlfW9H8K9uqM',
    entity: 'payment',
    order_id: checkoutId,
    method: 'upi',
    refund_status: status.endsWith('_partial') || status.endsWith('_refunded') ? 'partial' : null,
    captured: status !== 'refund.of_uncaptured',
    notes: reference === undefined ? [] : { reference },
  };
  const order = { ...price, id: checkoutId, entity: 'order', receipt: reference, status: 'paid', notes: [] };
  const entities = { payment: { entity: payment }, order: { entity: order } };
  const payload = event === 'order.paid' ? entities : { payment: entities.payment };
  const contains = Object.keys(payload);
  return { entity: 'event', account_id: 'acc_BFQ7uQEaa7j2z7', event, contains, payload, created_at };
}

export const razorpay: Provider = {
  name: 'razorpay',
  title: 'Razorpay',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  eventIdHeader: 'x-razorpay-event-id',
  dashboard: 'Account & Settings, Webhooks',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Body, toWebhook),
  sample,
};
