import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import { waitingKinds } from '../../lib/checkout/transition.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { changesByCheckout, isUnreadable, judgePublished, type PublishingCheck } from './judge-published.ts';
import { careful, type Known, type Merchant } from './merchant.ts';
import type { Outcome } from './publishing-world.ts';

export type CourseCheck =
  | PublishingCheck
  | 'drained'
  | 'the merchant knows the row'
  | 'shipped once, and only what was paid';

/** Returns the first promise that a course broke; undefined when it kept them all. */
export function judgePublishing(
  stream: readonly RowChange[],
  { isDrained, published, letters }: Outcome,
  merchant: Merchant = careful,
): CourseCheck | undefined {
  if (!isDrained) return 'drained';
  const texts = letters.map(({ text }) => text);
  const broken = judgePublished(stream, published, texts);
  if (broken) return broken;
  for (const changes of changesByCheckout(stream)) {
    const events = published.filter(({ subject }) => subject === changes[0]?.key.checkoutId);
    const wrong = changes.some(isUnreadable) ? undefined : judgeMerchant(changes, events, merchant);
    if (wrong) return wrong;
  }
  return undefined;
}

/**
 * Returns what is wrong with what the merchant knows in the end, from the topic and from a standard queue, which may turn
 * every order around.
 *
 * @param changes all changes of one checkout
 */
export function judgeMerchant(
  changes: readonly RowChange[],
  events: readonly ChangeEvent[],
  merchant: Merchant = careful,
): CourseCheck | undefined {
  const row = changes.at(-1)?.after;
  if (row === undefined || row === 'unreadable') return undefined;
  const attention = waitingKinds(row, attentionPolicy(findProvider, row.checkout));
  for (const arrived of [events, events.toReversed()]) {
    let known: Known | undefined;
    for (const event of arrived) known = merchant(known, event);
    if (known?.state !== row.checkout.state || String(known.attention) !== String(attention))
      return 'the merchant knows the row';
    const isPaid = events.some(({ data }) => data.state === 'succeeded' && data.attention.length === 0);
    const mustShip = row.checkout.state === 'succeeded' && attention.length === 0;
    const isRight = known.shipped <= (isPaid ? 1 : 0) && known.shipped >= (mustShip ? 1 : 0);
    if (!isRight) return 'shipped once, and only what was paid';
  }
  return undefined;
}
