import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { type Chooser, happens } from '../choosing/chooser.ts';

/** In US dollars. */
const amounts = [100.25, 10.55, 99] as const;
const CENTS = 100;

/** The details that a provider means to send. */
export interface MeantDetails {
  readonly amount?: number;
  readonly reference?: string;
  readonly transactionHash?: string;
}

/** Each detail is left out now and then, because a row takes each from the last event that has it. */
export function drawDetails(chooser: Chooser): MeantDetails {
  const amount = amounts[chooser.below(amounts.length + 1)];
  const reference = chooser.below(3);
  const hasTransaction = happens(chooser, 30);
  return withoutUndefined({
    amount,
    reference: reference > 0 ? `order-${reference}` : undefined,
    transactionHash: hasTransaction ? `0x${chooser.below(3)}` : undefined,
  });
}

/** Returns the details that the row must have. @param textOf writes an amount as the provider's amounts are written */
export function expectedDetails(
  { amount, ...texts }: MeantDetails,
  textOf: (amount: number) => string,
): CheckoutDetails {
  return amount === undefined ? texts : { amount: textOf(amount), currency: 'USD', ...texts };
}

export const inCents = (amount: number): number => Math.round(amount * CENTS);

/** Returns the text of an amount that came in cents: it always has two decimals. */
export const fromCents = (amount: number): string => amount.toFixed(2);
