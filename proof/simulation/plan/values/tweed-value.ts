import { CANARY } from '../authentic-headers.ts';
import { BAD_BYTE_PLACE } from '../body-bytes.ts';
import { inCents, type MeantDetails } from '../draw-details.ts';

interface Meaning {
  readonly checkoutId: string;
  readonly status: string;
  readonly details: MeantDetails;
}

/** The JSON value of a Tweed webhook: it holds no time. */
export const tweedValue = ({ checkoutId, status, details }: Meaning): unknown => ({
  type: 'CHECKOUT_STATUS_UPDATED',
  data: {
    status,
    receiptEmail: `${CANARY} ${BAD_BYTE_PLACE}`,
    checkoutData: {
      checkoutId,
      customParams: details.reference === undefined ? {} : { reference: details.reference },
    },
    paymentData: {
      ...(details.amount !== undefined && { amount: inCents(details.amount), currency: 'usd' }),
      metadata: details.transactionHash === undefined ? {} : { transaction_hash: details.transactionHash },
    },
  },
});
