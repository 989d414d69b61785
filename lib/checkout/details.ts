import * as z from 'zod/mini';
import { withoutUndefined } from '../values/without-undefined.ts';

/** The most characters that a detail may have. */
export const DETAIL_LENGTH = 256;
const shortText = z.string().check(z.minLength(1), z.maxLength(DETAIL_LENGTH));

/**
 * What an event says about the checkout besides its status.
 *
 * `amount` is decimal text in the currency's major unit, never a binary float. Texts are at most 256 characters:
 * a reference is an index key, and DynamoDB bounds those.
 */
export const CheckoutDetails = z.object({
  amount: z.exactOptional(shortText),
  currency: z.exactOptional(shortText),
  reference: z.exactOptional(shortText),
  transactionHash: z.exactOptional(shortText),
});
export type CheckoutDetails = z.infer<typeof CheckoutDetails>;

/**
 * Details of several events as one: each comes from the last event that has it, so that an event that leaves
 * something out does not erase what an earlier one said. An amount and its currency come from one event.
 *
 * @param ascending details in order of position
 */
export function fillGaps(ascending: readonly CheckoutDetails[]): CheckoutDetails {
  const last = (name: keyof CheckoutDetails) =>
    ascending.findLast((details) => details[name] !== undefined) ?? {};
  const { amount, currency } = last('amount');
  const { reference } = last('reference');
  const { transactionHash } = last('transactionHash');
  return withoutUndefined({ amount, currency, reference, transactionHash });
}
