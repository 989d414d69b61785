import pLimit from 'p-limit';
import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import { transition } from '../../checkout/transition.ts';
import type { ChangeEvent } from '../../events/change-event.ts';
import { changeEventOf } from '../../events/change-event-of.ts';
import { attentionPolicy } from '../../providers/attention-policy.ts';
import type { Provider } from '../../providers/provider.ts';
import { faultReason } from '../fault-reason.ts';
import type { Invocation } from '../invocation.ts';
import { type DeadLetterQueue, PortFault, type StoredCheckout } from '../ports.ts';
import type { EventOutlet } from './event-outlet.ts';

/** A row before or after a write: undefined when there is none, `unreadable` when it is not a row of this service. */
type RowImage = StoredCheckout | 'unreadable' | undefined;

/** One write of a row, as the table's stream reports it. */
export interface RowChange {
  /** The id of the stream's record. */
  readonly recordId: string;
  readonly key: CheckoutKey;
  readonly before: RowImage;
  readonly after: RowImage;
}

export interface PublishDependencies {
  readonly findProvider: (name: string) => Provider | undefined;
  readonly outlet: EventOutlet;
  /** For changes that cannot be read. They are not the dead letters of the webhooks. */
  readonly deadLetters: DeadLetterQueue;
  /** Names the service in every event, such as `urn:checkout-webhooks:prod`. */
  readonly source: string;
  /** Days after which rows are deleted; 0 or undefined when they are kept. */
  readonly retentionDays?: number;
}

/** How many checkouts of a batch are published at the same time. */
const CONCURRENCY = 10;

/**
 * Publishes a batch of changes. The changes of one checkout are published one after the other, in the order of the
 * batch. Checkouts are independent.
 *
 * After a fault nothing more is started: the stream sends everything from the first failed record on again, so an event
 * that is published now would be published twice.
 *
 * @param changes in the order of the stream
 * @returns the id of the first record that the stream must send again; undefined when every change was published
 */
export async function publishChanges(
  dependencies: PublishDependencies,
  changes: readonly RowChange[],
  invocation: Invocation,
): Promise<string | undefined> {
  const limit = pLimit(CONCURRENCY);
  const done = new Set<RowChange>();
  let isStopped = false;

  async function publishInOrder(ofCheckout: readonly RowChange[]): Promise<void> {
    for (const change of ofCheckout) {
      if (isStopped) return;
      if (await attempt(dependencies, change, invocation)) done.add(change);
      else isStopped = true;
    }
  }

  const checkouts = Map.groupBy(changes, ({ key }) => JSON.stringify([key.provider, key.checkoutId]));
  await Promise.all([...checkouts.values()].map((ofCheckout) => limit(publishInOrder, ofCheckout)));
  return changes.find((change) => !done.has(change))?.recordId;
}

/** Returns whether the stream may forget the change. */
async function attempt(
  dependencies: PublishDependencies,
  change: RowChange,
  invocation: Invocation,
): Promise<boolean> {
  try {
    if (invocation.outOfTime.aborted) throw new PortFault('No time was left to start.');
    await publishChange(dependencies, change, invocation);
    return true;
  } catch (error) {
    invocation.report('change_failed', { ...change.key, reason: faultReason(error) });
    return false;
  }
}

async function publishChange(
  dependencies: PublishDependencies,
  change: RowChange,
  { report, outOfTime }: Invocation,
): Promise<void> {
  const event = eventIn(dependencies, change);
  if (event === 'unreadable') {
    await dependencies.deadLetters.send(letterOf(change), outOfTime);
    report('change_dead_lettered', { ...change.key, reason: UNREADABLE });
  } else if (event) {
    await dependencies.outlet.publish(event, outOfTime);
    report('change_published', { ...change.key, eventId: event.id, status: event.data.status });
  }
}

/** Returns the event of a change, or undefined if it has none: readers saw no change, or the row was deleted. */
function eventIn(
  { findProvider, source, retentionDays }: PublishDependencies,
  { key, before, after }: RowChange,
): ChangeEvent | 'unreadable' | undefined {
  if (after === undefined) return undefined;
  if (after === 'unreadable' || before === 'unreadable') return 'unreadable';
  const change = transition(before, after, attentionPolicy(findProvider, key, retentionDays));
  return change && changeEventOf(source, after, change);
}

const UNREADABLE = 'row_unreadable';

/** Names the row and the record, and nothing that the row contains. */
const letterOf = ({ key, recordId }: RowChange) => ({
  text: JSON.stringify({ checkoutId: key.checkoutId, provider: key.provider, recordId }),
  reason: UNREADABLE,
  provider: key.provider,
});
