import { Queues } from '../../../cli/aws/stage-queues.ts';
import type { HeldLetter } from '../../../cli/dead-letters/held-letter.ts';
import { redrive } from '../../../cli/dead-letters/redrive.ts';
import { localTarget } from '../../../cli/stage/target.ts';
import { untilEmpty } from '../../kit/queues/until-empty.ts';
import { LetterBox } from './letter-box.ts';

const REDRIVEN_PER_SECOND = 1_000;

/** The dead-letter queue when nothing moves any more. */
export interface Settled {
  readonly letters: readonly HeldLetter[];
  /** The number of dead letters that had only failed too often, and were redriven as an operator would do it. */
  readonly redriven: number;
  /** The number of dead letters that the queue itself counts. */
  readonly counted: number;
}

/**
 * Waits until the delivery queue is empty, and redrives the dead letters without a reason: consumers that died had
 * received them too often. Repeats both until no such letter is left. Letters with a reason stay.
 */
export async function settle(sqsPort: number, signal: AbortSignal): Promise<Settled> {
  const queues = new Queues(localTarget({ SQS_PORT: `${sqsPort}` }));
  const box = new LetterBox(await queues.openDeadLetters());
  let total = 0;
  for (;;) {
    await untilEmpty(queues, signal);
    const { redriven, cameBack } = await redrive(box, {
      isWanted: ({ reason }) => reason === undefined,
      deliver: (texts) => queues.deliver(texts),
      perSecond: REDRIVEN_PER_SECOND,
      signal,
    });
    total += redriven;
    signal.throwIfAborted();
    if (redriven + cameBack === 0) break;
  }
  const { waiting, held } = await queues.count('dead-letters');
  return { letters: [...box.held.values()], redriven: total, counted: waiting + held };
}
