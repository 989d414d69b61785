import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import { waitingKinds } from '../../lib/checkout/transition.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { careful, type Known, type Merchant } from './merchant.ts';
import type { Outcome } from './publishing-world.ts';

export type PublishingCheck =
  | 'drained'
  | 'one id, one body'
  | 'one sequence, one event'
  | 'in order'
  | 'previous without a gap'
  | 'only what readers saw'
  | 'unreadable changes are kept'
  | 'the merchant knows the row'
  | 'shipped once, and only what was paid';

/** Returns the first promise that a course broke; undefined when it kept them all. */
export function judgePublishing(
  stream: readonly RowChange[],
  outcome: Outcome,
  merchant: Merchant = careful,
): PublishingCheck | undefined {
  if (!outcome.isDrained) return 'drained';
  if (!areOneToOne(outcome.published, ({ id }) => id)) return 'one id, one body';
  if (!areOneToOne(outcome.published.filter(isOfChange), ({ source, sequence }) => source + sequence))
    return 'one sequence, one event';
  for (const { recordId } of stream.filter(isUnreadable)) {
    if (!outcome.letters.some(({ text }) => text.includes(`"recordId":"${recordId}"`)))
      return 'unreadable changes are kept';
  }
  for (const changes of Map.groupBy(stream, ({ key }) => key.checkoutId).values()) {
    const broken = judgeCheckout(changes, outcome, merchant);
    if (broken) return broken;
  }
  return undefined;
}

/** An event that is republished is no change. It has the number of the row's last write and nothing before it. */
const isOfChange = ({ republished }: ChangeEvent): boolean => !republished;

const isUnreadable = ({ before, after }: RowChange): boolean =>
  after === 'unreadable' || (after !== undefined && before === 'unreadable');

/** Whether the events with the same name are the same to the last byte. */
function areOneToOne(events: readonly ChangeEvent[], nameOf: (event: ChangeEvent) => string): boolean {
  const bodies = new Map<string, string>();
  for (const event of events) {
    const body = JSON.stringify(event);
    if ((bodies.get(nameOf(event)) ?? body) !== body) return false;
    bodies.set(nameOf(event), body);
  }
  return true;
}

function judgeCheckout(
  changes: readonly RowChange[],
  outcome: Outcome,
  merchant: Merchant,
): PublishingCheck | undefined {
  const events = outcome.published.filter(({ subject }) => subject === changes[0]?.key.checkoutId);
  const ofChanges = events.filter(isOfChange);
  const firstTimes = ofChanges.filter(
    ({ id }, index) => ofChanges.findIndex((event) => event.id === id) === index,
  );
  // A change that cannot be read is not published, until a person has put its row right.
  const isWhole = !changes.some(isUnreadable);
  let last: ChangeEvent | undefined;
  for (const event of firstTimes) {
    if (last && event.sequence <= last.sequence) return 'in order';
    if (last && seenIn(event) === seenIn(last)) return 'only what readers saw';
    if (isWhole && event.data.previous?.state !== last?.data.state) return 'previous without a gap';
    last = event;
  }
  return isWhole ? judgeMerchant(changes, events, merchant) : undefined;
}

const seenIn = ({ data }: ChangeEvent): string => JSON.stringify([data.state, data.attention]);

/** What the merchant knows in the end, from the topic and from a standard queue, which may turn every order around. */
function judgeMerchant(
  changes: readonly RowChange[],
  events: readonly ChangeEvent[],
  merchant: Merchant,
): PublishingCheck | undefined {
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
