import type { Checkout } from '../../lib/checkout/checkout.ts';
import { byPosition } from '../../lib/checkout/position.ts';

/** A checkout without the order in which its events arrived: the one thing in which equal rows may differ. */
export const canonical = (checkout: Checkout | undefined): Checkout | undefined => {
  const [first, ...rest] = checkout?.history.toSorted(byPosition) ?? [];
  return checkout && first && { ...checkout, history: [first, ...rest] };
};
