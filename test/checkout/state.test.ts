import { expect, it } from 'vitest';
import { CheckoutState, isFinal } from '../../lib/checkout/state.ts';

it('Some states are final, as far as the provider is concerned, and the others are not', () => {
  expect(Object.fromEntries(CheckoutState.options.map((state) => [state, isFinal(state)]))).toEqual({
    pending: false,
    processing: false,
    succeeded: true,
    failed: true,
    expired: true,
    review: true,
    refunded: true,
    unknown: false,
  });
});
