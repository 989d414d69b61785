import { printable } from '../terminal/printable.ts';

/** `100.25 USD`; undefined when the provider never named an amount. */
export const money = ({
  amount,
  currency,
}: {
  readonly amount: string | null;
  readonly currency: string | null;
}): string | undefined =>
  amount === null ? undefined : printable([amount, currency].filter((part) => part !== null).join(' '));
