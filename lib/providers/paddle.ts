import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import { type ParsedWebhook, type Provider, retriesAfterAll, type SampleRequest } from './provider.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { metadata, minorPrice, referenceIn } from './reading/read-details.ts';
import { isoTime } from './reading/read-time.ts';
import { sampleId } from './sending/sample-id.ts';

/**
 * As in Paddle's documentation under "Verify webhook signatures". Paddle's package tolerates 5 seconds. That is too short:
 * behind a cold start, or with a clock that is a little off, it would refuse good webhooks. 300 seconds are usual, and a
 * repeated webhook is the same event here, so that it changes nothing.
 */
const signature: SignatureScheme = {
  header: 'paddle-signature',
  value: { separator: ';', assign: '=', digest: 'h1' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [{ field: 'ts' }, ':', BODY],
  time: { of: { field: 'ts' }, toleranceSeconds: 300 },
};

/** The adjustments that may follow a payment, and one another. */
const afterPayment = [
  'refund_partial_approved',
  'refund_full_approved',
  'chargeback_warning_approved',
  'chargeback_warning_reversed',
  'chargeback_warning_reverse_approved',
  'chargeback_approved',
  'chargeback_reversed',
  'chargeback_reverse_approved',
] as const;
const dispute = { state: 'review', mayBeFollowedBy: afterPayment } as const;

/**
 * The statuses of a transaction, and those of its adjustments with the action in front. A dispute needs a person even when
 * it is reversed, because a part may have been refunded before.
 */
const lifecycle = {
  draft: { state: 'pending', rank: 10 },
  ready: { state: 'pending', rank: 20 },
  billed: { state: 'pending', rank: 30 },
  past_due: { state: 'pending', rank: 40 },
  canceled: { state: 'failed', rank: 50 },
  paid: { state: 'processing', rank: 60 },
  completed: { state: 'succeeded', rank: 70, mayBeFollowedBy: afterPayment },
  refund_partial_approved: { state: 'refunded', rank: 80, mayBeFollowedBy: afterPayment },
  refund_full_approved: { state: 'refunded', rank: 90, mayBeFollowedBy: afterPayment },
  chargeback_warning_approved: { ...dispute, rank: 100 },
  chargeback_warning_reversed: { ...dispute, rank: 110 },
  chargeback_warning_reverse_approved: { ...dispute, rank: 120 },
  chargeback_approved: { ...dispute, rank: 130 },
  chargeback_reversed: { ...dispute, rank: 140 },
  chargeback_reverse_approved: { ...dispute, rank: 150 },
} as const satisfies Lifecycle;

/** The type of an event begins with the object that it is about. These are the documented ones of other objects. */
const otherObjects: ReadonlySet<string> = new Set(
  `address api_key api_key_exposure api_key_rotation business client_token customer discount discount_group
payment_method payout price product report subscription`.split(/\s/),
);

/** Every change of the status has its own type. An update of a completed transaction must not hide a refund. */
const otherTypes: ReadonlySet<string> = new Set(['transaction.updated', 'transaction.revised']);
const CREATED = 'transaction.created';
const statusTypes: ReadonlySet<string> = new Set([
  CREATED,
  'transaction.ready',
  'transaction.billed',
  'transaction.paid',
  'transaction.completed',
  'transaction.canceled',
  'transaction.past_due',
  'transaction.payment_failed',
]);
const adjustmentTypes: ReadonlySet<string> = new Set(['adjustment.created', 'adjustment.updated']);

const Totals = z.object({ grand_total: detailText, currency_code: detailText });

/** After an attempt that failed (`transaction.payment_failed`), the status is still the one before. */
const Transaction = z.object({
  id: CheckoutKey.shape.checkoutId,
  status: HistoryEntry.shape.status,
  custom_data: metadata,
  details: lenient(z.object({ totals: lenient(Totals) })),
});

/** An adjustment has an amount of its own, which is not that of the checkout. */
const Adjustment = z.object({
  transaction_id: CheckoutKey.shape.checkoutId,
  action: z.string().check(z.minLength(1), z.maxLength(60)),
  status: z.string().check(z.minLength(1), z.maxLength(60)),
  type: lenient(z.string()),
  custom_data: metadata,
});

const Event = z.object({
  event_id: lenient(HistoryEntry.shape.eventId),
  event_type: z.string().check(z.maxLength(100)),
  occurred_at: isoTime,
  data: z.optional(z.unknown()),
});
type Event = z.infer<typeof Event>;

function toWebhook(event: Event): ParsedWebhook {
  const { event_type: type, data } = event;
  const [object = ''] = type.split('.');
  if (otherObjects.has(object) || otherTypes.has(type)) return { kind: 'ignored', type };
  if (statusTypes.has(type)) return parseValue(Transaction, data, (found) => toPayment(event, found));
  if (adjustmentTypes.has(type)) return parseValue(Adjustment, data, (found) => toAdjustment(event, found));
  return unreadable('unknown_type');
}

function toPayment(
  event: Event,
  { id, status, details, custom_data }: z.infer<typeof Transaction>,
): ParsedWebhook {
  return toCheckout(event, id, status, {
    ...minorPrice(details?.totals?.grand_total, details?.totals?.currency_code),
    reference: referenceIn(custom_data),
  });
}

/** Credits, and refunds that wait for approval or were rejected, have moved no money to the buyer. */
function toAdjustment(event: Event, adjustment: z.infer<typeof Adjustment>): ParsedWebhook {
  const { transaction_id, action, status, type, custom_data } = adjustment;
  const isRefund = action === 'refund';
  const isPlanned = isRefund && (status === 'pending_approval' || status === 'rejected');
  if (isPlanned || action === 'credit' || action === 'credit_reverse')
    return { kind: 'ignored', type: event.event_type };
  const part = isRefund ? `_${type === 'full' ? 'full' : 'partial'}` : '';
  return toCheckout(event, transaction_id, `${action}${part}_${status}`, {
    reference: referenceIn(custom_data),
  });
}

function toCheckout(event: Event, checkoutId: string, status: string, details: object): ParsedWebhook {
  return {
    kind: 'checkout',
    checkoutId,
    status,
    ...stepOf(lifecycle, status),
    ...withoutUndefined({ eventId: event.event_id }),
    updatedAt: event.occurred_at,
    details: withoutUndefined(details),
  };
}

const ADJUSTMENT =
  /^(refund|chargeback|chargeback_warning|chargeback_reverse|chargeback_warning_reverse)(?:_(full|partial))?_(approved|reversed)$/;

function sample(request: SampleRequest): unknown {
  const { checkoutId, status, at, reference } = request;
  const id = sampleId(request).slice(0, 26);
  const common = { event_id: `evt_${id}`, occurred_at: at, notification_id: `ntf_${id}` };
  const custom_data = reference === undefined ? null : { reference };
  const [, action, type = 'full', adjustmentStatus] = ADJUSTMENT.exec(status) ?? [];
  if (action !== undefined) {
    const totals = { total: '65215', currency_code: 'USD' };
    const of = { id: `adj_${id}`, action, type, status: adjustmentStatus, transaction_id: checkoutId };
    return { ...common, event_type: 'adjustment.updated', data: { ...of, totals, custom_data } };
  }
  const ownType = `transaction.${status}`;
  const event_type = statusTypes.has(ownType) ? ownType : CREATED;
  const totals = { subtotal: '59900', tax: '5315', grand_total: '65215', currency_code: 'USD' };
  const data = { id: checkoutId, status, custom_data, currency_code: 'USD', details: { totals } };
  return { ...common, event_type, data };
}

export const paddle: Provider = {
  name: 'paddle',
  title: 'Paddle Billing',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  dashboard: 'Developer tools, Notifications, New destination',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Event, toWebhook),
  sample,
};
