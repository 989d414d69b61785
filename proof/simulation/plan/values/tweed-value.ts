import { CANARY } from '../authentic-headers.ts';
import { BAD_BYTE_MARK } from '../body-bytes.ts';
import { inCents, type MeantDetails } from '../draw-details.ts';

interface Meaning {
  readonly checkoutId: string;
  readonly status: string;
  readonly details: MeantDetails;
}

/** Returns the JSON value of a Tweed webhook. It has no time. */
export function tweedValue({ checkoutId, status, details }: Meaning): unknown {
  const { amount, reference, transactionHash } = details;
  // JSON leaves out the members that are undefined.
  return {
    type: 'CHECKOUT_STATUS_UPDATED',
    data: {
      status,
      receiptEmail: `${CANARY} ${BAD_BYTE_MARK}`,
      checkoutData: { checkoutId, customParams: { reference } },
      paymentData: {
        amount: amount === undefined ? undefined : inCents(amount),
        currency: amount === undefined ? undefined : 'usd',
        metadata: { transaction_hash: transactionHash },
      },
    },
  };
}
