import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';

let sequence = 0;

/** Returns the key of a checkout that no other test of the file uses. */
export function newKey(): CheckoutKey {
  sequence += 1;
  return { checkoutId: `CCO-${sequence}`, provider: 'inqud' };
}
