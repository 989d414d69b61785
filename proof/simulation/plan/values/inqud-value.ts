import { type Chooser, happens } from '../../choosing/chooser.ts';
import { CANARY } from '../authentic-headers.ts';
import { BAD_BYTE_PLACE } from '../body-bytes.ts';
import type { MeantDetails } from '../draw-details.ts';
import { drawTimeText } from './provider-time.ts';

/** What a body is to say. */
export interface Meaning {
  readonly checkoutId: string;
  readonly status: string;
  readonly time: bigint;
  readonly details: MeantDetails;
}

const LONG_AGO = '2025-12-31T00:00:00Z';

/** The JSON value of an Inqud webhook. One that was never updated has its time in `createdAt` alone. */
export function inqudValue(chooser: Chooser, { checkoutId, status, time, details }: Meaning): unknown {
  const at = drawTimeText(chooser, time);
  const updated = happens(chooser, 80);
  const timeName = checkoutId.startsWith('ORCO-') ? 'modifiedAt' : 'lastUpdatedAt';
  return {
    id: checkoutId,
    status,
    name: `${CANARY} ${BAD_BYTE_PLACE}`,
    clientOrderId: details.reference ?? null,
    ...(details.amount !== undefined && priceOf(checkoutId, details.amount)),
    request: details.transactionHash === undefined ? null : { txHash: details.transactionHash },
    createdAt: updated ? LONG_AGO : at,
    [timeName]: updated ? at : null,
  };
}

const priceOf = (checkoutId: string, amount: number) =>
  checkoutId.startsWith('ORCO-')
    ? { sourceAmount: amount, sourceCurrency: 'USD' }
    : { fixedAmount: { amount, currency: 'USD' } };
