import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { unixSeconds } from '../values/unix-seconds.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import { type ParsedWebhook, type Provider, retriesAfterAll, type SampleRequest } from './provider.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { metadata, minorPrice, referenceIn } from './reading/read-details.ts';
import { unixTime } from './reading/read-time.ts';
import { sampleId } from './sending/sample-id.ts';

/**
 * As in Stripe's documentation under "Verify webhook signatures manually". The key is the text of the secret as it is,
 * `whsec_` included. Stripe's packages do not limit how far in the future a time may be. We do.
 */
const signature: SignatureScheme = {
  header: 'stripe-signature',
  value: { separator: ',', assign: '=', digest: 'v1' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [{ field: 't' }, '.', BODY],
  time: { of: { field: 't' }, toleranceSeconds: 300 },
};

/**
 * Stripe has no word for the step of a session. Ours is the type of the event without this prefix. After `completed`
 * comes `payment_status`, because a delayed payment method completes a session before it is paid.
 */
const SESSION_EVENT = 'checkout.session.';
const COMPLETED = 'completed';

/** A payment is above everything else: a late event must not hide that money was paid. */
const lifecycle = {
  expired: { state: 'expired', rank: 10 },
  completed_unpaid: { state: 'processing', rank: 20 },
  async_payment_failed: { state: 'failed', rank: 30 },
  completed_no_payment_required: { state: 'succeeded', rank: 40 },
  completed_paid: { state: 'succeeded', rank: 50 },
  async_payment_succeeded: { state: 'succeeded', rank: 60 },
} as const satisfies Lifecycle;

/**
 * The type of an event begins with the object that it is about. These are the documented ones that are no session.
 * Charges, refunds and disputes name a payment intent and not the session, so that they cannot be led back to it.
 */
const otherObjects: ReadonlySet<string> = new Set(
  `account application_fee apps balance balance_settings billing billing_portal capability cash_balance charge climate
coupon credit_note customer customer_cash_balance_transaction entitlements file financial_connections identity invoice
invoice_payment invoiceitem issuing_authorization issuing_card issuing_cardholder issuing_dispute
issuing_personalization_design issuing_token issuing_transaction mandate payment_intent payment_link payment_method payout
person plan price product promotion_code quote radar refund reporting reserve review setup_intent sigma source
subscription_schedule tax tax_rate terminal test_helpers three_d_secure topup transfer treasury`.split(/\s/),
);

/**
 * As in Stripe's documentation under "Supported currencies", "Zero-decimal currencies" and "Special cases". The króna
 * and the Ugandan shilling have no cents, but are counted in cents.
 */
const minorUnits: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['MGA', 0],
  ['UGX', 2],
]);

/** `customer_details`, `shipping_details` and the like are personal and never read. */
const Session = z.object({
  id: CheckoutKey.shape.checkoutId,
  payment_status: lenient(z.string().check(z.minLength(1), z.maxLength(100))),
  client_reference_id: detailText,
  metadata,
  amount_total: detailText,
  currency: detailText,
});

const Event = z.object({
  id: lenient(HistoryEntry.shape.eventId),
  type: z.string().check(z.maxLength(100)),
  created: lenient(unixTime),
  data: z.optional(z.unknown()),
});
type Event = z.infer<typeof Event>;

function toWebhook(event: Event): ParsedWebhook {
  const { type } = event;
  const [object = ''] = type.split('.');
  if (otherObjects.has(object)) return { kind: 'ignored', type };
  const action = type.startsWith(SESSION_EVENT) ? type.slice(SESSION_EVENT.length) : '';
  if (action === '') return unreadable('unknown_type');
  return parseValue(z.object({ object: Session }), event.data, (data) =>
    toCheckout(event, action, data.object),
  );
}

/** `created` is in whole seconds, and events of one second are sent in any order. So it is shown, and the rank orders. */
function toCheckout(event: Event, action: string, session: z.infer<typeof Session>): ParsedWebhook {
  const { payment_status: paymentStatus } = session;
  if (action === COMPLETED && paymentStatus === undefined)
    return unreadable('unexpected_shape at object.payment_status');
  const status = action === COMPLETED ? `${COMPLETED}_${paymentStatus}` : action;
  return {
    kind: 'checkout',
    checkoutId: session.id,
    status,
    ...stepOf(lifecycle, status),
    ...withoutUndefined({ eventId: event.id, updatedAt: event.created }),
    order: 'rank',
    details: withoutUndefined({
      ...minorPrice(session.amount_total, session.currency, minorUnits),
      reference: session.client_reference_id ?? referenceIn(session.metadata),
    }),
  };
}

function sample(request: SampleRequest): unknown {
  const { checkoutId, status, at, reference } = request;
  const isCompleted = status.startsWith(`${COMPLETED}_`);
  const created = unixSeconds(at);
  const isPaid = status === 'async_payment_succeeded';
  return {
    id: `evt_${sampleId(request).slice(0, 24)}`,
    object: 'event',
    created,
    type: SESSION_EVENT + (isCompleted ? COMPLETED : status),
    livemode: false,
    data: {
      object: {
        id: checkoutId,
        object: 'checkout.session',
        amount_total: 2198,
        currency: 'usd',
        client_reference_id: reference ?? null,
        metadata: {},
        mode: 'payment',
        status: status === 'expired' ? 'expired' : 'complete',
        payment_status: isCompleted ? status.slice(COMPLETED.length + 1) : isPaid ? 'paid' : 'unpaid',
      },
    },
  };
}

export const stripe: Provider = {
  name: 'stripe',
  title: 'Stripe Checkout',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  dashboard: 'Workbench, Webhooks, Create new destination',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Event, toWebhook),
  sample,
};
