import type { CheckoutDetails } from '../../../lib/checkout/details.ts';
import { type Chooser, happens } from '../choosing/chooser.ts';

/** In US dollars. */
const amounts = [100.25, 10.55, 99] as const;
const CENTS = 100;

/** Details as a provider means them. */
export interface MeantDetails {
  readonly amount?: number;
  readonly reference?: string;
  readonly transactionHash?: string;
}

/** Each detail is left out now and then: a row takes each from the last event that has it. */
export function drawDetails(chooser: Chooser): MeantDetails {
  const amount = amounts[chooser.below(amounts.length + 1)];
  const reference = chooser.below(3);
  return {
    ...(amount !== undefined && { amount }),
    ...(reference > 0 && { reference: `order-${reference}` }),
    ...(happens(chooser, 30) && { transactionHash: `0x${chooser.below(3)}` }),
  };
}

/** What our side must make of them. */
export const knownDetails = (
  { amount, ...texts }: MeantDetails,
  textOf: (amount: number) => string,
): CheckoutDetails => ({
  ...(amount !== undefined && { amount: textOf(amount), currency: 'USD' }),
  ...texts,
});

export const inCents = (amount: number): number => Math.round(amount * CENTS);

/** An amount that came in cents: always two digits after the point. */
export const fromCents = (amount: number): string => amount.toFixed(2);
