import * as z from 'zod/mini';
import { withoutUndefined } from '../values/without-undefined.ts';

/** The most characters of a detail in a stored row. */
const DETAIL_LENGTH = 256;
/**
 * The most bytes of a detail in an event that arrives. It counts bytes, because a hundred events with the longest texts of
 * their provider must stay within DynamoDB's 400 KB, and a character may take three bytes.
 */
const DETAIL_BYTES = 256;
const shortText = z.string().check(z.minLength(1), z.maxLength(DETAIL_LENGTH));

/**
 * What an event says about the checkout besides its status.
 *
 * Amounts are decimal text in the currency's major unit, never a binary float. Texts are short: a
 * reference is an index key, and DynamoDB limits those.
 */
export const CheckoutDetails = z.object({
  /** The price asked, or the sum paid where the provider tells only that: docs/lifecycles.md says which. */
  amount: z.exactOptional(shortText),
  currency: z.exactOptional(shortText),
  /** The sum paid, where the provider reports it beside the price. */
  amountReceived: z.exactOptional(shortText),
  currencyReceived: z.exactOptional(shortText),
  /** The merchant's own reference. */
  reference: z.exactOptional(shortText),
  transactionHash: z.exactOptional(shortText),
  /** An amount in minor units whose currency is not in ISO 4217, as the provider sent it: a person must read it. */
  rawAmount: z.exactOptional(shortText),
  rawCurrency: z.exactOptional(shortText),
});
export type CheckoutDetails = z.infer<typeof CheckoutDetails>;

export const detailNames = [
  'amount',
  'currency',
  'amountReceived',
  'currencyReceived',
  'reference',
  'transactionHash',
  'rawAmount',
  'rawCurrency',
] as const satisfies readonly (keyof CheckoutDetails)[];

/**
 * Leaves out the texts that are too long for a row: a reference that nobody can store must not cost the status. A
 * currency says nothing without its amount, so it is left out with it.
 *
 * @returns the details that fit, and the names of those that were too long
 */
export function fitDetails(details: CheckoutDetails): {
  readonly details: CheckoutDetails;
  readonly dropped: readonly string[];
} {
  const dropped = detailNames.filter((name) => Buffer.byteLength(details[name] ?? '') > DETAIL_BYTES);
  if (dropped.length === 0) return { details, dropped };
  const leftOut = new Set<string>(dropped);
  for (const [amount, currency] of amountsWithCurrencies) if (leftOut.has(amount)) leftOut.add(currency);
  const fitting = Object.entries(details).filter(([name]) => !leftOut.has(name));
  return { details: Object.fromEntries(fitting), dropped };
}

/**
 * Details of several events as one: each comes from the last event that has it, so that an event that leaves
 * something out does not erase what an earlier one said. An amount and its currency come from one event.
 *
 * @param ascending details in order of position
 */
export function fillGaps(ascending: readonly CheckoutDetails[]): CheckoutDetails {
  const last = (name: keyof CheckoutDetails): CheckoutDetails =>
    ascending.findLast((details) => details[name] !== undefined) ?? {};
  const price = last('amount');
  const received = last('amountReceived');
  const raw = last('rawAmount');
  return withoutUndefined({
    amount: price.amount,
    currency: price.currency,
    amountReceived: received.amountReceived,
    currencyReceived: received.currencyReceived,
    reference: last('reference').reference,
    transactionHash: last('transactionHash').transactionHash,
    rawAmount: raw.rawAmount,
    rawCurrency: raw.rawCurrency,
  });
}

/** Every amount, and the currency that comes with it from one event. */
export const amountsWithCurrencies = [
  ['amount', 'currency'],
  ['amountReceived', 'currencyReceived'],
  ['rawAmount', 'rawCurrency'],
] as const satisfies readonly (readonly [keyof CheckoutDetails, keyof CheckoutDetails])[];
