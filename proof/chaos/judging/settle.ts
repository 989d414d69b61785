import { setTimeout as sleep } from 'node:timers/promises';
import { Queues } from '../../../cli/aws/stage-queues.ts';
import type { HeldLetter } from '../../../cli/dead-letters/held-letter.ts';
import { redrive } from '../../../cli/dead-letters/redrive.ts';
import { localPlace } from '../../../cli/stage/place.ts';
import { LetterBox } from './letter-box.ts';

const LOOK_EVERY_MS = 250;
const LOOKS = 4;
const REDRIVEN_PER_SECOND = 1_000;

/** What was left when nothing moved any more. */
export interface Settled {
  readonly letters: readonly HeldLetter[];
  /** How many dead letters had only failed too often, and went back, as an operator sends them. */
  readonly redriven: number;
  /** How many the queue itself counts. */
  readonly counted: number;
}

/**
 * Waits until the delivery queue is empty, and redrives what was received too often by consumers that died of it,
 * until that comes to nothing. What has a reason stays.
 */
export async function settle(sqsPort: number, signal: AbortSignal): Promise<Settled> {
  const queues = new Queues(localPlace({ SQS_PORT: `${sqsPort}` }));
  const box = new LetterBox(await queues.deadLetters());
  let total = 0;
  for (;;) {
    await untilEmpty(queues, signal);
    const { redriven, cameBack } = await redrive(box, {
      isWanted: ({ reason }) => reason === undefined,
      deliver: (text) => queues.deliver(text),
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

/** Several looks in a row: between two queues a message is in none for a moment. */
async function untilEmpty(queues: Queues, signal: AbortSignal): Promise<void> {
  for (let empty = 0; empty < LOOKS; await sleep(LOOK_EVERY_MS, undefined, { signal })) {
    const { waiting, held } = await queues.count('deliveries');
    empty = waiting + held === 0 ? empty + 1 : 0;
  }
}
