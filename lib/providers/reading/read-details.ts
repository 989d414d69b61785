import * as z from 'zod/mini';
import type { CheckoutDetails } from '../../checkout/details.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import { fromMinorUnits, hasMinorUnit, plainDecimal } from './decimal.ts';
import { detailText, lenient } from './read-body.ts';

/** Schema of an object in which merchants may store what they like. */
export const metadata = lenient(z.record(z.string(), z.unknown()));

/** The names under which merchants may store their own reference, in the order in which they are looked up. */
const referenceNames = ['reference', 'order_id', 'orderId'] as const;

/** Returns the merchant's reference from such an object: the first that is a text or a number and not empty. */
export function referenceIn(
  data: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[] = referenceNames,
): string | undefined {
  const texts = names.map((name) => z.safeParse(detailText, data?.[name]).data);
  return texts.find((text) => text !== undefined);
}

type Price = Pick<CheckoutDetails, 'amount' | 'currency' | 'rawAmount' | 'rawCurrency'>;

/**
 * Returns a price that the provider counts in minor units. A currency whose unit is not known has nothing to divide by,
 * so the number and the code are kept as they were sent, for a person to read.
 *
 * @param exceptions the digits of the currencies that the provider counts in another unit than ISO 4217, by upper-case code
 */
export function minorPrice(
  amount: string | undefined,
  currency: string | undefined,
  exceptions?: ReadonlyMap<string, number>,
): Price {
  if (amount === undefined || currency === undefined) return {};
  const code = currency.toUpperCase();
  if (!exceptions?.has(code) && !hasMinorUnit(code)) return { rawAmount: amount, rawCurrency: currency };
  const price = fromMinorUnits(amount, code, exceptions);
  return price === undefined ? {} : { amount: price, currency: code };
}

/** Returns a price that the provider sends as a decimal number in the major unit. */
export function majorPrice(amount: string | undefined, currency: string | undefined): Price {
  const price = amount === undefined ? undefined : plainDecimal(amount);
  return price === undefined ? {} : withoutUndefined({ amount: price, currency: currency?.toUpperCase() });
}
