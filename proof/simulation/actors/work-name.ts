import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';

/** The name of a checkout's part in a batch: a fault of it is remembered under this. */
export const workName = ({ provider, checkoutId }: CheckoutKey): string => `${provider} ${checkoutId}`;
