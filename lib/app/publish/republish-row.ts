import { keyOf } from '../../checkout/checkout-event.ts';
import { waitingKinds } from '../../checkout/transition.ts';
import type { ChangeEvent } from '../../events/change-event.ts';
import { republishedEventOf } from '../../events/change-event-of.ts';
import { attentionPolicy } from '../../providers/attention-policy.ts';
import type { StoredCheckout } from '../ports.ts';
import type { PublishDependencies } from './publish-changes.ts';

/**
 * Publishes how a row is now. It is safe beside live traffic: if the row changes meanwhile, the event of that change
 * has a greater sequence, whichever of the two arrives first.
 *
 * @returns the event, once the outlet has accepted it
 * @throws PortFault when the outlet is not known to have accepted the event
 */
export async function republishRow(
  { findProvider, outlet, source, retentionDays }: Omit<PublishDependencies, 'deadLetters'>,
  row: StoredCheckout,
  signal: AbortSignal,
): Promise<ChangeEvent> {
  const policy = attentionPolicy(findProvider, keyOf(row.checkout), retentionDays);
  const event = republishedEventOf(source, row, waitingKinds(row, policy));
  await outlet.publish(event, signal);
  return event;
}
