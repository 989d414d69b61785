import { printable } from '../terminal/printable.ts';

/** An amount such as `100.25 USD`; undefined if the provider sent none. */
export const money = ({
  amount,
  currency,
}: {
  readonly amount: string | null;
  readonly currency: string | null;
}): string | undefined =>
  amount === null ? undefined : printable([amount, currency].filter((part) => part !== null).join(' '));
