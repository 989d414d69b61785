import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';

/** The name of a row in reports, and its key in maps. */
export const rowName = ({ provider, checkoutId }: CheckoutKey): string => `${provider} ${checkoutId}`;
