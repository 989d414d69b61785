import type { Applying } from '../../lib/app/apply-events.ts';
import type { CheckoutStore, FoundCheckout } from '../../lib/app/ports.ts';
import type { Checkout } from '../../lib/checkout/checkout.ts';

/** Applies events to a store, with a lifecycle that declares nothing ordinary, and reports to nobody. */
export const applyingTo = (store: CheckoutStore, raise: Applying['raise'] = () => undefined): Applying => ({
  store,
  policy: { lifecycle: {}, retentionDays: 0 },
  raise,
});

/** Returns the checkout of a row that was found. @throws Error when this version cannot read the row */
export function readableCheckout(found: FoundCheckout): Checkout {
  if (found.kind === 'readable') return found.checkout;
  throw new Error(`The row of ${found.checkoutId} cannot be read.`);
}
