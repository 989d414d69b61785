import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import {
  afterAnswersUndocumented,
  type ParsedWebhook,
  type Provider,
  type SampleRequest,
} from './provider.ts';
import { bodyParser, detailText, lenient, parseValue, unreadable } from './reading/read-body.ts';
import { metadata, minorPrice, referenceIn } from './reading/read-details.ts';

/** The scheme in Tweed's webhook documentation. GitHub uses the same. */
const signature: SignatureScheme = {
  header: 'x-hub-signature-256',
  value: { prefix: 'sha256=' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
};

const CHECKOUT_EVENT = 'CHECKOUT_STATUS_UPDATED';

/**
 * Types of events that are known not to be about the status of a checkout. Tweed documents none, so the list is empty.
 * Every other type becomes a dead letter: it may be a new name for the status of a payment.
 */
const ignoredTypes: ReadonlySet<string> = new Set();

/**
 * Tweed sends no time of the event, so events are ordered by rank. DONE is above FAILED: a late FAILED must not replace
 * a DONE, and an early FAILED must not block one. The status that needs a person is the highest, so it stays visible.
 */
const lifecycle = {
  CREATED: { state: 'pending', rank: 10 },
  PERFORM_CHECKOUT_SUBMITTED: { state: 'processing', rank: 20 },
  TRANSACTION_BROADCAST: { state: 'processing', rank: 30 },
  FAILED: { state: 'failed', rank: 40 },
  DONE: { state: 'succeeded', rank: 50 },
  FAILED_AFTER_TX_COMPLETED: { state: 'review', rank: 60 },
} as const satisfies Lifecycle;

/** The `customParams` in which merchants may put their own reference. The first one present is used. */
const referenceParams = ['reference', 'clientOrderId', 'orderId'] as const;

/** Billing details and card (`paymentMethod`, or `paymentMehod` in Tweed's documentation) are personal and never read. */
const PaymentData = z.object({
  amount: detailText,
  currency: detailText,
  metadata: lenient(z.object({ transaction_hash: detailText })),
});

const CheckoutData = z.object({
  checkoutId: CheckoutKey.shape.checkoutId,
  customParams: metadata,
});

const Data = z.object({
  status: HistoryEntry.shape.status,
  checkoutData: lenient(CheckoutData),
  /** The older form is flat: the checkout's id is next to the status. */
  checkoutId: lenient(CheckoutKey.shape.checkoutId),
  paymentData: lenient(PaymentData),
});
type Data = z.infer<typeof Data>;

const Envelope = z.object({ type: z.string(), data: z.optional(z.unknown()) });

function toWebhook({ type, data }: z.infer<typeof Envelope>): ParsedWebhook {
  if (ignoredTypes.has(type)) return { kind: 'ignored', type };
  if (type !== CHECKOUT_EVENT) return unreadable('unknown_type');
  return data === undefined ? unreadable('unexpected_shape at data') : parseValue(Data, data, toCheckout);
}

function toCheckout(data: Data): ParsedWebhook {
  const checkoutId = data.checkoutData?.checkoutId ?? data.checkoutId;
  if (checkoutId === undefined) return unreadable('unexpected_shape at checkoutData.checkoutId');
  const { status } = data;
  return { kind: 'checkout', checkoutId, status, ...stepOf(lifecycle, status), details: detailsOf(data) };
}

/**
 * `paymentData.amount` is in minor units: in the documented example, an order of 10 dollars has 1055 `usd`. Tweed names
 * no currency whose unit differs from ISO 4217.
 */
function detailsOf(data: Data): CheckoutDetails {
  return withoutUndefined({
    ...minorPrice(data.paymentData?.amount, data.paymentData?.currency),
    reference: referenceIn(data.checkoutData?.customParams, referenceParams),
    transactionHash: data.paymentData?.metadata?.transaction_hash,
  });
}

/** JSON leaves out what is undefined: the reference if there is none, the payment until it is made. */
const sample = ({ checkoutId, status, reference }: SampleRequest): unknown => ({
  type: CHECKOUT_EVENT,
  data: {
    checkoutData: { checkoutId, quantity: 1, price: 10, customParams: { reference } },
    status,
    paymentData: status === 'DONE' ? samplePayment : undefined,
  },
});

const samplePayment = {
  status: 'succeeded',
  amount: 1055,
  created: 1738705790,
  currency: 'usd',
  livemode: false,
  metadata: { transaction_hash: '0xe93cd08ec2778c5490daea7ee59240f4bdbaa883e8024eec3749ecb2cb4d11e9' },
};

export const tweed: Provider = {
  name: 'tweed',
  title: 'Tweed',
  signature,
  keptHeaders: ['content-type', 'user-agent', 'x-tweed-hook-id', 'x-tweed-event'],
  deliveryIdHeader: 'x-tweed-delivery',
  dashboard: 'Developer tools, Webhooks',
  afterAnswer: afterAnswersUndocumented,
  lifecycles: { '': lifecycle },
  parse: bodyParser(Envelope, toWebhook),
  sample,
};
