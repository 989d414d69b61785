import { createHash } from 'node:crypto';
import type { CheckoutRow } from '../checkout/rows/checkout-row.ts';

/** 132 bits of the digest. */
const DIGEST_CHARACTERS = 22;

/**
 * The id of the event of a change: a digest of which row it is, which of its writes made the change, and what that
 * write left in the row. Everything in it is stored in the row as text, so a newer version of the service computes
 * the same id.
 *
 * The number of the write alone would not do. After the table was restored to an earlier time, or after a row expired
 * and began again, the same number stands for another change.
 *
 * @param isRepublished such an event has another body than the event of the change, and so another id
 */
export function eventIdOf(row: CheckoutRow & { readonly revision: number }, isRepublished: boolean): string {
  const { checkout, openFacts, resolution, revision } = row;
  const content = [
    checkout.provider,
    checkout.checkoutId,
    revision,
    checkout.history.map(({ eventId, receivedAt }) => [eventId, receivedAt]),
    openFacts.map(({ key }) => key).toSorted(),
    resolution?.when ?? null,
    ...(isRepublished ? ['republished'] : []),
  ];
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return `evt_${digest.slice(0, DIGEST_CHARACTERS)}`;
}
