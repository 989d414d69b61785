import * as z from 'zod/mini';

const states = [
  'pending',
  'processing',
  'succeeded',
  'failed',
  'expired',
  'review',
  'refunded',
  'unknown',
] as const;

/**
 * Our own word for where a checkout stands, the same for every provider.
 *
 * The provider's word is the `status`; each provider's lifecycle table maps statuses to states.
 */
export const CheckoutState = z.enum(states);
/** Our own word for where a checkout stands. The type does not mention zod, which readers need not install. */
export type CheckoutState = (typeof states)[number];

const finalStates: ReadonlySet<CheckoutState> = new Set([
  'succeeded',
  'failed',
  'expired',
  'review',
  'refunded',
]);

/**
 * Whether a checkout in this state is done, as far as the provider is concerned.
 * An unknown status is never final: we cannot promise what we do not understand.
 */
export const isFinal = (state: CheckoutState): boolean => finalStates.has(state);
