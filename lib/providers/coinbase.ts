import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import {
  afterAnswersUndocumented,
  type ParsedWebhook,
  type Provider,
  type SampleRequest,
} from './provider.ts';
import { bodyParser, detailText, parseValue, unreadable } from './reading/read-body.ts';
import { majorPrice, metadata, referenceIn } from './reading/read-details.ts';
import { isoTime } from './reading/read-time.ts';

const EVENT_ID = 'x-event-id';

/**
 * The scheme of Hook0, as in Coinbase's documentation under "Verify Signatures". Coinbase names the content type and
 * the type of the event in `h` too. Whatever it names is checked. The field `v0`, which signs no headers, is not used.
 */
const signature: SignatureScheme = {
  header: 'x-hook0-signature',
  value: { separator: ',', assign: '=', digest: 'v1' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [{ field: 't' }, '.', { field: 'h' }, '.', { headersNamedIn: 'h', names: [EVENT_ID] }, '.', BODY],
  time: { of: { field: 't' }, toleranceSeconds: 300 },
};

/** The statuses of a checkout in Coinbase's API reference. A checkout that a merchant deactivates can no longer be paid. */
const lifecycle = {
  ACTIVE: { state: 'pending', rank: 10 },
  PROCESSING: { state: 'processing', rank: 20 },
  DEACTIVATED: { state: 'expired', rank: 30 },
  EXPIRED: { state: 'expired', rank: 35 },
  FAILED: { state: 'failed', rank: 40 },
  COMPLETED: { state: 'succeeded', rank: 50, mayBeFollowedBy: ['PARTIALLY_REFUNDED', 'REFUNDED'] },
  PARTIALLY_REFUNDED: { state: 'refunded', rank: 60, mayBeFollowedBy: ['REFUNDED'] },
  REFUNDED: { state: 'refunded', rank: 70 },
} as const satisfies Lifecycle;

/**
 * Every event of a checkout has the whole checkout, so its status decides, and not the type of the event. Events of
 * other things, such as payment links, may come to the same URL.
 */
const Envelope = z.looseObject({ eventType: z.string() });

const Checkout = z.object({
  id: CheckoutKey.shape.checkoutId,
  status: HistoryEntry.shape.status,
  updatedAt: isoTime,
  amount: detailText,
  currency: detailText,
  metadata,
  transactionHash: detailText,
});

function toWebhook(body: z.infer<typeof Envelope>): ParsedWebhook {
  if (!body.eventType.startsWith('checkout.')) return unreadable('unknown_type');
  return parseValue(Checkout, body, toCheckout);
}

function toCheckout(checkout: z.infer<typeof Checkout>): ParsedWebhook {
  const { id, status, updatedAt, transactionHash } = checkout;
  const details = withoutUndefined({
    ...majorPrice(checkout.amount, checkout.currency),
    reference: referenceIn(checkout.metadata),
    transactionHash,
  });
  return { kind: 'checkout', checkoutId: id, status, ...stepOf(lifecycle, status), updatedAt, details };
}

/** The type of the event with each status. Coinbase documents none for the statuses that are not here. */
const eventTypes: ReadonlyMap<string, string> = new Map([
  ['COMPLETED', 'checkout.payment.success'],
  ['FAILED', 'checkout.payment.failed'],
  ['EXPIRED', 'checkout.payment.expired'],
  ['PARTIALLY_REFUNDED', 'checkout.refund.success'],
  ['REFUNDED', 'checkout.refund.success'],
]);

/** JSON leaves out what is undefined: the reference if there is none. */
const sample = ({ checkoutId, status, at, reference }: SampleRequest): unknown => ({
  id: checkoutId,
  url: 'https://payments.coinbase.com/payment-links/pl_01k9zdrbdeezj98vaqaxrfare0',
  amount: '100.00',
  currency: 'USDC',
  network: 'base',
  address: '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
  eventType: eventTypes.get(status) ?? 'checkout.updated',
  metadata: { order_id: reference },
  status,
  createdAt: at,
  updatedAt: at,
});

export const coinbase: Provider = {
  name: 'coinbase',
  title: 'Coinbase Business',
  signature,
  keptHeaders: ['content-type', 'user-agent', 'x-event-type'],
  eventIdHeader: EVENT_ID,
  dashboard: 'no page: create a webhook subscription with the CDP CLI',
  afterAnswer: afterAnswersUndocumented,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Envelope, toWebhook),
  sample,
};
