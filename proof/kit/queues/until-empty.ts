import { setTimeout as sleep } from 'node:timers/promises';
import type { Queues } from '../../../cli/aws/stage-queues.ts';

const LOOK_EVERY_MS = 250;
const LOOKS = 4;

/**
 * Waits until the delivery queue is empty, in flight messages included. It looks several times in a row, because a
 * message that moves to the dead-letter queue is in neither queue for a moment.
 *
 * @throws AbortError when the signal aborts first
 */
export async function untilEmpty(queues: Queues, signal: AbortSignal): Promise<void> {
  for (let empty = 0; empty < LOOKS; await sleep(LOOK_EVERY_MS, undefined, { signal })) {
    const { waiting, held } = await queues.count('deliveries');
    empty = waiting + held === 0 ? empty + 1 : 0;
  }
}
