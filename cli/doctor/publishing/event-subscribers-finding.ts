import { isFollower } from '../../aws/events/follower-names.ts';
import type { EventSubscriber } from '../../aws/publishing/read-event-subscribers.ts';
import { type DeployedTarget, serverlessCommand } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { bad, type Finding, ok } from '../finding.ts';

export const EVENT_SUBSCRIBERS_CHECK = 'subscribers of events';

/** Checks that events reach the queues that want them, and are kept if they do not. */
export async function eventSubscribersFinding(
  target: DeployedTarget,
  topic: string,
  isNotifying: boolean,
): Promise<Finding> {
  const { readEventSubscribers } = await import('../../aws/publishing/read-event-subscribers.ts');
  return judgeEventSubscribers(target, await readEventSubscribers(target, topic), isNotifying);
}

/**
 * Somebody who follows the events in a terminal may lose some: the follower's queue is deleted at the end.
 * @param isNotifying whether `notifyUrl` is set, so that there must be a subscriber
 */
export function judgeEventSubscribers(
  target: DeployedTarget,
  subscribers: readonly EventSubscriber[],
  isNotifying: boolean,
): Finding {
  const confirmed = subscribers.filter(({ isConfirmed }) => isConfirmed);
  if (confirmed.length === 0 && isNotifying)
    return bad(
      EVENT_SUBSCRIBERS_CHECK,
      'the subscription of notify is gone, so your endpoint receives nothing',
      serverlessCommand(target, 'deploy'),
    );
  // Not a problem: whoever polls the table needs no events.
  if (confirmed.length === 0)
    return ok(
      EVENT_SUBSCRIBERS_CHECK,
      'there are none. Subscribe a queue to the topic, or set notifyUrl: docs/use-from-your-shop.md',
    );
  const losing = confirmed
    .filter(({ address, deadLetters }) => deadLetters === 'lost' && !isFollower(target, address))
    .map(({ address }) => address);
  if (losing.length > 0)
    return bad(
      EVENT_SUBSCRIBERS_CHECK,
      `what SNS cannot deliver to ${losing.join(', ')} is lost`,
      'Give the subscription a dead-letter queue (RedrivePolicy): docs/use-from-your-shop.md',
    );
  return ok(EVENT_SUBSCRIBERS_CHECK, counted(confirmed.length, 'subscriber'));
}
