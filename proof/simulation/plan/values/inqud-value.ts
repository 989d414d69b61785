import { type Chooser, happens } from '../../choosing/chooser.ts';
import { CANARY } from '../authentic-headers.ts';
import { BAD_BYTE_MARK } from '../body-bytes.ts';
import type { MeantDetails } from '../draw-details.ts';
import { drawTimeText } from './provider-time.ts';

/** The content of a body. */
interface Meaning {
  readonly checkoutId: string;
  readonly status: string;
  readonly time: bigint;
  readonly details: MeantDetails;
}

const LONG_AGO = '2025-12-31T00:00:00Z';

/**
 * Returns the JSON value of an Inqud webhook, and whether it has the time of an update. A checkout that was never
 * updated has a time in `createdAt` alone.
 */
export function inqudValue(
  chooser: Chooser,
  { checkoutId, status, time, details }: Meaning,
): { readonly value: unknown; readonly isUpdated: boolean } {
  const { amount, reference, transactionHash } = details;
  const at = drawTimeText(chooser, time);
  const isUpdated = happens(chooser, 80);
  const isOrder = checkoutId.startsWith('ORCO-');
  // JSON leaves out the members that are undefined.
  const value = {
    id: checkoutId,
    status,
    name: `${CANARY} ${BAD_BYTE_MARK}`,
    clientOrderId: reference ?? null,
    fixedAmount: isOrder || amount === undefined ? undefined : { amount, currency: 'USD' },
    sourceAmount: isOrder ? amount : undefined,
    sourceCurrency: isOrder && amount !== undefined ? 'USD' : undefined,
    request: transactionHash === undefined ? null : { txHash: transactionHash },
    createdAt: isUpdated ? LONG_AGO : at,
    [isOrder ? 'modifiedAt' : 'lastUpdatedAt']: isUpdated ? at : null,
  };
  return { value, isUpdated };
}
