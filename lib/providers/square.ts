import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme, WEBHOOK_URL } from '../webhook/signature-scheme.ts';
import { type ParsedWebhook, type Provider, retriesAfterAll, type SampleRequest } from './provider.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { minorPrice } from './reading/read-details.ts';
import { isoTime } from './reading/read-time.ts';
import { sampleId } from './sending/sample-id.ts';

/** Base64 HMAC-SHA256 of the notification URL followed by the body, as in Square's documentation and SDK. */
const signature: SignatureScheme = {
  header: 'x-square-hmacsha256-signature',
  value: { prefix: '' },
  algorithm: 'sha256',
  encoding: 'base64',
  key: ['text'],
  signed: [WEBHOOK_URL, BODY],
};

const disputes = [
  'dispute_inquiry_evidence_required',
  'dispute_inquiry_processing',
  'dispute_inquiry_closed',
  'dispute_evidence_required',
  'dispute_processing',
  'dispute_accepted',
  'dispute_lost',
];
const refunds = ['refund_pending', 'refund_completed', 'partially_refunded', 'refunded'];
/**
 * What may follow a payment, a refund and a dispute. A payment that lists a failed refund is not in it, and a dispute
 * that was won only after a payment: if success comes after a refund or a dispute, a person should look before a shop
 * ships.
 */
const later = [...refunds, 'refund_rejected', 'refund_failed', ...disputes];
const afterPayment = { mayBeFollowedBy: ['refund_started', 'dispute_won', ...later] };
const afterRefund = { mayBeFollowedBy: ['refund_started', ...later] };
const afterTrouble = { mayBeFollowedBy: later };

/** Words in upper case are the `status` of the payment. The others are ours: see `paymentWord` and `toWebhook`. */
const lifecycle = {
  APPROVED: { state: 'processing', rank: 10 },
  PENDING: { state: 'processing', rank: 20 },
  CANCELED: { state: 'failed', rank: 30 },
  FAILED: { state: 'failed', rank: 40 },
  COMPLETED: { state: 'succeeded', rank: 50, ...afterPayment },
  refund_pending: { state: 'refunded', rank: 60, ...afterRefund },
  refund_started: { state: 'refunded', rank: 62, ...afterRefund },
  refund_completed: { state: 'refunded', rank: 64, ...afterRefund },
  partially_refunded: { state: 'refunded', rank: 66, ...afterRefund },
  refunded: { state: 'refunded', rank: 68, ...afterRefund },
  refund_rejected: { state: 'review', rank: 70, ...afterTrouble },
  refund_failed: { state: 'review', rank: 72, ...afterTrouble },
  dispute_inquiry_evidence_required: { state: 'review', rank: 80, ...afterTrouble },
  dispute_inquiry_processing: { state: 'review', rank: 82, ...afterTrouble },
  dispute_inquiry_closed: { state: 'review', rank: 84, ...afterTrouble },
  dispute_evidence_required: { state: 'review', rank: 86, ...afterTrouble },
  dispute_processing: { state: 'review', rank: 88, ...afterTrouble },
  dispute_accepted: { state: 'review', rank: 90, ...afterTrouble },
  dispute_lost: { state: 'review', rank: 92, ...afterTrouble },
  dispute_won: { state: 'succeeded', rank: 94, ...afterTrouble },
} as const satisfies Lifecycle;

/** The types in Square's list of webhook events that are about other objects. */
const otherObjects =
  /^(bank_account|booking|card|cash_drawer|catalog|customer|device|dispute\.evidence|gift_card|inventory|invoice|job|labor|location|loyalty|merchant|oauth|online_checkout|order|payout|subscription|team_member|terminal|transfer_order|vendor|webhooks)\./;

const id = CheckoutKey.shape.checkoutId;
const word = z.string().check(z.minLength(1), z.maxLength(100));
const updated_at = lenient(isoTime);
const money = lenient(z.object({ amount: detailText, currency: detailText }));

/** Card, address and e-mail of the buyer are in the payment too, and are never read. */
const Payment = z.object({
  id,
  status: word,
  updated_at,
  total_money: money,
  refunded_money: money,
  refund_ids: lenient(z.array(z.unknown())),
  reference_id: detailText,
});
type Payment = z.infer<typeof Payment>;

const Refund = z.object({ payment_id: id, status: word, updated_at });
/** A refund that belongs to no payment of Square's, and so to no checkout. */
const Unlinked = z.object({ unlinked: z.literal(true) });
const Dispute = z.object({ disputed_payment: z.object({ payment_id: id }), state: word, updated_at });

const Body = z.object({
  type: z.string(),
  event_id: lenient(HistoryEntry.shape.eventId),
  created_at: lenient(isoTime),
  data: lenient(z.object({ object: z.record(z.string(), z.unknown()) })),
});
type Body = z.infer<typeof Body>;

function toWebhook(body: Body): ParsedWebhook {
  const { type, data } = body;
  if (otherObjects.test(type)) return { kind: 'ignored', type };
  const { payment, refund, dispute } = data?.object ?? {};
  switch (type) {
    case 'payment.created':
    case 'payment.updated':
      return parseValue(Payment, payment, (read) =>
        toCheckout(body, read.id, paymentWord(read), read.updated_at, detailsOf(read)),
      );
    case 'refund.created':
    case 'refund.updated':
      if (z.safeParse(Unlinked, refund).success) return { kind: 'ignored', type };
      return parseValue(Refund, refund, ({ payment_id, status, updated_at }) =>
        toCheckout(body, payment_id, `refund_${status.toLowerCase()}`, updated_at),
      );
    case 'dispute.created':
    case 'dispute.state.changed':
    case 'dispute.state.updated':
      return parseValue(Dispute, dispute, ({ disputed_payment, state, updated_at }) =>
        toCheckout(body, disputed_payment.payment_id, `dispute_${state.toLowerCase()}`, updated_at),
      );
    default:
      return unreadable('unknown_type');
  }
}

function toCheckout(
  { event_id: eventId, created_at }: Body,
  checkoutId: string,
  status: string,
  updated: string | undefined,
  details: CheckoutDetails = {},
): ParsedWebhook {
  const updatedAt = updated ?? created_at;
  if (updatedAt === undefined) return unreadable('unexpected_shape at updated_at');
  const known = { checkoutId, status, ...stepOf(lifecycle, status), updatedAt, details };
  return { kind: 'checkout', ...known, ...withoutUndefined({ eventId }) };
}

/** A refunded payment stays COMPLETED. Without a word for it, its next update would take the refund back. */
function paymentWord({ status, total_money, refunded_money, refund_ids = [] }: Payment): string {
  if (status !== 'COMPLETED') return status;
  const refunded = refunded_money?.amount ?? '0';
  if (refunded !== '0') return refunded === total_money?.amount ? 'refunded' : 'partially_refunded';
  return refund_ids.length > 0 ? 'refund_started' : status;
}

/** Minor units, as in ISO 4217: "Working with Monetary Amounts". */
const detailsOf = ({ total_money, reference_id }: Payment): CheckoutDetails =>
  withoutUndefined({ ...minorPrice(total_money?.amount, total_money?.currency), reference: reference_id });

const sampleMoney = (amount: number) => ({ amount, currency: 'USD' });

/** What a payment has after a refund. */
const sampleRefunds: Readonly<Record<string, object>> = {
  refund_started: { refund_ids: ['refund-1'] },
  partially_refunded: { refund_ids: ['refund-1'], refunded_money: sampleMoney(400) },
  refunded: { refund_ids: ['refund-1'], refunded_money: sampleMoney(1000) },
};

const wordAfter = (status: string): string => status.slice(status.indexOf('_') + 1).toUpperCase();

function sampleObject({
  checkoutId,
  status,
  at,
  reference,
}: SampleRequest): readonly [string, string, object] {
  const times = { created_at: at, updated_at: at };
  const refunds = sampleRefunds[status];
  if (status.startsWith('refund_') && !refunds) {
    const refund = {
      ...times,
      id: 'refund-1',
      payment_id: checkoutId,
      amount_money: sampleMoney(400),
      status: wordAfter(status),
    };
    return ['refund.updated', 'refund', refund];
  }
  if (status.startsWith('dispute_')) {
    const disputed_payment = { payment_id: checkoutId };
    return [
      'dispute.state.updated',
      'dispute',
      { ...times, id: 'dispute-1', disputed_payment, state: wordAfter(status) },
    ];
  }
  const payment = {
    ...times,
    id: checkoutId,
    status: refunds ? 'COMPLETED' : status,
    source_type: 'CARD',
    amount_money: sampleMoney(900),
    tip_money: sampleMoney(100),
    total_money: sampleMoney(1000),
    reference_id: reference,
    ...refunds,
  };
  return ['payment.updated', 'payment', payment];
}

/** JSON leaves out a reference that is undefined. Square has it in payments only. */
function sample(request: SampleRequest): unknown {
  const [type, kind, object] = sampleObject(request);
  const event_id = sampleId(request).slice(0, 32);
  const data = { type: kind, id: request.checkoutId, object: { [kind]: object } };
  return { merchant_id: '6SSW7HV8K2ST5', type, event_id, created_at: request.at, data };
}

export const square: Provider = {
  name: 'square',
  title: 'Square',
  signature,
  keptHeaders: ['content-type', 'user-agent', 'square-environment', 'square-initial-delivery-timestamp'],
  dashboard: 'Developer Console, your application, Webhooks, Subscriptions',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Body, toWebhook),
  sample,
};
