import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { standardWebhooks } from '../webhook/standard-webhooks.ts';
import { type ParsedWebhook, type Provider, retriesAfterAll, type SampleRequest } from './provider.ts';
import { numberText } from './reading/json-body.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { metadata, minorPrice, referenceIn } from './reading/read-details.ts';
import { isoTime } from './reading/read-time.ts';

/**
 * Standard Webhooks. Polar's package takes the text of the whole secret as the key, and the bytes that it holds in base64
 * too, so both are right here.
 */
const signature = standardWebhooks('webhook', ['text', 'whsec']);

/**
 * The statuses of a checkout, as in Polar's OpenAPI file, and those of its order once it is refunded. A payment that fails
 * takes `confirmed` back to `open`, which the later time of that event allows.
 */
const lifecycle = {
  open: { state: 'pending', rank: 10 },
  confirmed: { state: 'processing', rank: 20 },
  expired: { state: 'expired', rank: 30 },
  failed: { state: 'failed', rank: 40 },
  succeeded: { state: 'succeeded', rank: 50, mayBeFollowedBy: ['partially_refunded', 'refunded'] },
  partially_refunded: { state: 'refunded', rank: 60, mayBeFollowedBy: ['refunded'] },
  refunded: { state: 'refunded', rank: 70 },
} as const satisfies Lifecycle;

/** The first words of the types that are not about a checkout. Orders are, once they are refunded. */
const otherSubjects: ReadonlySet<string> = new Set([
  'benefit',
  'benefit_grant',
  'customer',
  'customer_seat',
  'discount',
  'member',
  'organization',
  'product',
  'refund',
  'subscription',
]);

/** An order follows its checkout, which says the same first. */
const otherTypes: ReadonlySet<string> = new Set(['order.created', 'order.paid', 'order.updated']);

const CHECKOUT_TYPE = /^checkout\./;
const REFUNDED = 'order.refunded';

const Envelope = z.object({ type: z.string(), timestamp: isoTime, data: z.unknown() });
type Envelope = z.infer<typeof Envelope>;

/** What a checkout and an order have in common. `total_amount` is what the buyer pays in all, taxes included. */
const price = { total_amount: lenient(numberText), currency: detailText, metadata };
const Price = z.object(price);

const Checkout = z.object({
  id: CheckoutKey.shape.checkoutId,
  status: HistoryEntry.shape.status,
  ...price,
});

/** An order that was not begun at a checkout, such as one that renews a subscription, has none. */
const Order = z.object({
  checkout_id: z.nullish(CheckoutKey.shape.checkoutId),
  status: HistoryEntry.shape.status,
  ...price,
});

function toWebhook({ type, timestamp, data }: Envelope): ParsedWebhook {
  if (CHECKOUT_TYPE.test(type))
    return parseValue(Checkout, data, (checkout) => toCheckout(checkout.id, timestamp, checkout));
  if (type === REFUNDED) return parseValue(Order, data, (order) => toRefund(order, timestamp));
  const [subject = ''] = type.split('.');
  const isOther = otherTypes.has(type) || otherSubjects.has(subject);
  return isOther ? { kind: 'ignored', type } : unreadable('unknown_type');
}

const toRefund = (order: z.infer<typeof Order>, timestamp: string): ParsedWebhook =>
  typeof order.checkout_id === 'string'
    ? toCheckout(order.checkout_id, timestamp, order)
    : { kind: 'ignored', type: `${REFUNDED} without a checkout` };

function toCheckout(
  checkoutId: string,
  updatedAt: string,
  about: z.infer<typeof Price> & { readonly status: string },
): ParsedWebhook {
  const { status } = about;
  return {
    kind: 'checkout',
    checkoutId,
    status,
    updatedAt,
    ...stepOf(lifecycle, status),
    details: detailsOf(about),
  };
}

const detailsOf = ({ total_amount, currency, metadata: data }: z.infer<typeof Price>): CheckoutDetails =>
  withoutUndefined({ ...minorPrice(total_amount, currency), reference: referenceIn(data) });

function sample({ checkoutId, status, at, reference }: SampleRequest): unknown {
  const about = { status, total_amount: 1055, currency: 'usd', metadata: reference ? { reference } : {} };
  if (!status.endsWith('refunded'))
    return { type: 'checkout.updated', timestamp: at, data: { id: checkoutId, ...about } };
  return {
    type: REFUNDED,
    timestamp: at,
    data: { id: `order-of-${checkoutId}`, checkout_id: checkoutId, ...about },
  };
}

export const polar: Provider = {
  name: 'polar',
  title: 'Polar',
  signature,
  keptHeaders: ['content-type', 'user-agent', 'webhook-timestamp'],
  eventIdHeader: 'webhook-id',
  dashboard: 'Settings, Webhooks, Add Endpoint',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Envelope, toWebhook),
  sample,
};
