import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { standardWebhooks } from '../webhook/standard-webhooks.ts';
import { type ParsedWebhook, type Provider, retriesAfterAll, type SampleRequest } from './provider.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { majorPrice, metadata, referenceIn } from './reading/read-details.ts';

/** Svix signs as Standard Webhooks does, with headers of its own names. As in Crossmint's documentation under "Verify Webhooks". */
const signature = standardWebhooks('svix', ['whsec']);

/**
 * The types of the events of an order, as in Crossmint's documentation under "Webhooks", without `orders.`. DECLINED is
 * our word. No time of the event is documented, so the rank orders events. A delivery that failed needs a person: it is
 * the highest, so that it stays visible if other items of the order are delivered.
 */
const lifecycle = {
  'quote.created': { state: 'pending', rank: 10 },
  'quote.updated': { state: 'pending', rank: 20 },
  'payment.declined': { state: 'pending', rank: 25 },
  'payment.failed': { state: 'failed', rank: 30 },
  'payment.succeeded': { state: 'processing', rank: 40 },
  'delivery.initiated': { state: 'processing', rank: 50 },
  'delivery.completed': { state: 'succeeded', rank: 60 },
  'delivery.failed': { state: 'review', rank: 70 },
} as const satisfies Lifecycle;

const FAILED = 'payment.failed';
/**
 * Our word for a payment that failed and that the buyer may try again. Then the order waits for a payment, as in
 * Crossmint's documentation of the error codes. After other failures it does not.
 */
const DECLINED = 'payment.declined';
const WAITING = 'awaiting-payment';

const ORDERS = 'orders.';

const money = { amount: detailText, currency: detailText };

/** Line items and recipients may be personal, and are never read. */
const Order = z.object({
  orderId: CheckoutKey.shape.checkoutId,
  metadata,
  quote: lenient(z.object({ totalPrice: lenient(z.object(money)) })),
  payment: lenient(
    z.object({ status: detailText, received: lenient(z.object({ ...money, txId: detailText })) }),
  ),
});
type Order = z.infer<typeof Order>;

const Envelope = z.object({ type: z.string(), data: z.optional(z.unknown()) });

/** A new type of event of an order is a status that nobody knows. It is shown at the order, for a person. */
function toWebhook({ type, data }: z.infer<typeof Envelope>): ParsedWebhook {
  if (!type.startsWith(ORDERS)) return unreadable('unknown_type');
  return parseValue(HistoryEntry.shape.status, type.slice(ORDERS.length), (word) =>
    parseValue(Order, data, (order) => toCheckout(word, order)),
  );
}

function toCheckout(word: string, order: Order): ParsedWebhook {
  const status = word === FAILED && order.payment?.status === WAITING ? DECLINED : word;
  const details = detailsOf(order);
  return { kind: 'checkout', checkoutId: order.orderId, status, ...stepOf(lifecycle, status), details };
}

function detailsOf({ quote, payment, metadata: fields }: Order): CheckoutDetails {
  const received = majorPrice(payment?.received?.amount, payment?.received?.currency);
  return withoutUndefined({
    ...majorPrice(quote?.totalPrice?.amount, quote?.totalPrice?.currency),
    amountReceived: received.amount,
    currencyReceived: received.currency,
    reference: referenceIn(fields),
    transactionHash: payment?.received?.txId,
  });
}

const samplePrice = { amount: '10.50', currency: 'usd' };

/** JSON leaves out what is undefined: the reference if there is none, the payment until it is made. */
function sample({ checkoutId, status, reference }: SampleRequest): unknown {
  const isDelivery = status.startsWith('delivery.');
  return {
    type: ORDERS + (status === DECLINED ? FAILED : status),
    data: {
      orderId: checkoutId,
      locale: 'en-US',
      quote: { status: 'valid', totalPrice: samplePrice },
      payment: {
        status: isDelivery ? 'completed' : status === FAILED ? 'failed' : WAITING,
        method: 'checkoutcom-flow',
        currency: 'usd',
        received: isDelivery ? samplePrice : undefined,
      },
      metadata: { order_id: reference },
    },
  };
}

export const crossmint: Provider = {
  name: 'crossmint',
  title: 'Crossmint',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  eventIdHeader: 'svix-id',
  dashboard: 'Webhooks, Add Endpoint',
  afterAnswer: retriesAfterAll,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Envelope, toWebhook),
  sample,
};
