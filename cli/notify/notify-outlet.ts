import type { EventOutlet } from '../../lib/app/publish/event-outlet.ts';
import { messageGroup } from '../../lib/aws/sns/sns-event-outlet.ts';
import type { Queues } from '../aws/stage-queues.ts';

/**
 * Sends events to the queue of notify alone. Other subscribers of the topic do not receive them.
 * @param run names this run, so that SQS does not drop what an earlier run sent
 */
export const notifyOutlet = (queues: Queues, run: string): EventOutlet => ({
  publish: (event) =>
    queues.sendInOrder('notify.fifo', {
      text: JSON.stringify(event),
      group: messageGroup(event),
      deduplicationId: `${event.id}-${run}`,
    }),
});
