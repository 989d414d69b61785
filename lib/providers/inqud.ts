import * as z from 'zod/mini';
import { CheckoutKey, HistoryEntry } from '../checkout/checkout-event.ts';
import type { CheckoutDetails } from '../checkout/details.ts';
import { type Lifecycle, stepOf } from '../checkout/lifecycle.ts';
import { type CheckoutState, isFinal } from '../checkout/state.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { BODY, type SignatureScheme } from '../webhook/signature-scheme.ts';
import {
  type ParsedCheckout,
  type ParsedWebhook,
  type Provider,
  retriesAfterAll,
  type SampleRequest,
} from './provider.ts';
import { plainDecimal } from './reading/decimal.ts';
import { numberText } from './reading/json-body.ts';
import { bodyParser, detailText, lenient } from './reading/read-body.ts';
import { isoTime } from './reading/read-time.ts';

/** Hexadecimal HMAC-SHA1 of the raw body, as in Inqud's webhook documentation under "Verify webhook". */
const signature: SignatureScheme = {
  header: 'x-payload-digest',
  value: { prefix: '' },
  algorithm: 'sha1',
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
};

/** An id begins with the kind of the checkout. Each kind has its own lifecycle. */
const lifecycles = {
  /** Crypto widget. */
  'CCO-': {
    NEW: { state: 'pending', rank: 10 },
    REQUEST_CREATED: { state: 'pending', rank: 20 },
    PAYMENT_DETECTED: { state: 'processing', rank: 30 },
    EXPIRED: { state: 'expired', rank: 40 },
    CONFLICT: { state: 'review', rank: 50 },
    SUCCESS: { state: 'succeeded', rank: 60 },
  },
  /** On-ramp. Only PENDING is documented. The other statuses are those of Inqud's payments. */
  'ORCO-': {
    NEW: { state: 'pending', rank: 10 },
    PENDING: { state: 'pending', rank: 20 },
    FROZEN: { state: 'processing', rank: 30 },
    CANCELLED: { state: 'failed', rank: 40 },
    EXPIRED: { state: 'expired', rank: 45 },
    FAILED: { state: 'failed', rank: 50 },
    PARTIAL_SUCCESS: { state: 'review', rank: 55 },
    SUCCESS: { state: 'succeeded', rank: 60 },
  },
} as const satisfies Record<string, Lifecycle>;

const money = lenient(z.object({ amount: numberText, currency: detailText }));

const Body = z.object({
  id: CheckoutKey.shape.checkoutId.check(z.regex(/^(CCO|ORCO)-/)),
  status: HistoryEntry.shape.status,
  /** The creation does not order an event that has a time of its own, so it may be missing or malformed. */
  createdAt: lenient(isoTime),
  lastUpdatedAt: z.nullish(isoTime),
  modifiedAt: z.nullish(isoTime),
  clientOrderId: detailText,
  fixedAmount: money,
  sourceAmount: lenient(numberText),
  sourceCurrency: detailText,
  request: lenient(
    z.object({
      paidAmount: lenient(numberText),
      payAmount: lenient(numberText),
      currency: detailText,
      txHash: detailText,
    }),
  ),
});
type Body = z.infer<typeof Body>;

function toWebhook(body: Body): ParsedWebhook {
  const lifecycle = body.id.startsWith('CCO-') ? lifecycles['CCO-'] : lifecycles['ORCO-'];
  const step = stepOf(lifecycle, body.status);
  return {
    kind: 'checkout',
    checkoutId: body.id,
    status: body.status,
    ...step,
    ...timeOf(body, step.state),
    details: detailsOf(body),
  };
}

/**
 * The time of the event. A first status has only the time of the creation. A final status without its own time would
 * be below the steps before it by that, although it ends the life of the checkout. So it is ordered above them.
 */
function timeOf(body: Body, state: CheckoutState): Pick<ParsedCheckout, 'updatedAt' | 'order'> {
  const updatedAt = body.lastUpdatedAt ?? body.modifiedAt;
  if (typeof updatedAt === 'string') return { updatedAt };
  if (isFinal(state)) return { order: 'last' };
  return withoutUndefined({ updatedAt: body.createdAt });
}

function detailsOf(body: Body): CheckoutDetails {
  return withoutUndefined({
    ...priceOf(body),
    ...paymentOf(body),
    reference: body.clientOrderId,
    transactionHash: body.request?.txHash,
  });
}

/** The price. If the payer chose it (NO_PRICE), the amount that was paid, or is to be paid. */
function priceOf(body: Body): Pick<CheckoutDetails, 'amount' | 'currency'> {
  const offers = [
    body.fixedAmount,
    { amount: body.sourceAmount, currency: body.sourceCurrency },
    { amount: body.request?.paidAmount ?? body.request?.payAmount, currency: body.request?.currency },
  ];
  for (const offer of offers) {
    if (offer?.amount === undefined) continue;
    const amount = plainDecimal(offer.amount);
    return amount === undefined ? {} : withoutUndefined({ amount, currency: offer.currency });
  }
  return {};
}

/** The sum paid so far, in the currency that the payer chose. */
function paymentOf({ request }: Body): Pick<CheckoutDetails, 'amountReceived' | 'currencyReceived'> {
  if (request?.paidAmount === undefined) return {};
  const amountReceived = plainDecimal(request.paidAmount);
  if (amountReceived === undefined) return {};
  return withoutUndefined({ amountReceived, currencyReceived: request.currency });
}

function sample({ checkoutId, status, at, reference }: SampleRequest): unknown {
  const common = {
    id: checkoutId,
    status,
    type: 'FIXED_PRICE',
    clientOrderId: reference ?? null,
    createdAt: at,
  };
  if (checkoutId.startsWith('ORCO-')) return { ...common, modifiedAt: at, ...onRampAmounts };
  return { ...common, lastUpdatedAt: at, fixedAmount: { currency: 'USD', amount: 100.25 }, request: null };
}

const onRampAmounts = { sourceAmount: 90, sourceCurrency: 'EUR', targetAmount: 99.5, targetCurrency: 'USDC' };

export const inqud: Provider = {
  name: 'inqud',
  title: 'Inqud',
  signature,
  keptHeaders: ['content-type', 'user-agent'],
  dashboard: 'Crypto widgets, Webhooks, Checkout webhook',
  afterAnswer: retriesAfterAll,
  lifecycles,
  parse: bodyParser(Body, toWebhook),
  sample,
};
