import type { Target } from '../stage/target.ts';
import { eachLetter } from './each-letter.ts';
import { type Letter, letterOf } from './letter.ts';

/** Enough for a bad day; a queue with more than that is gone through with `dlq list`. */
const LOOK_THROUGH = 500;

/** The dead letters about a checkout, as far as their bodies can be read. */
export async function lettersAbout(target: Target, checkoutId: string): Promise<readonly Letter[]> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const queues = new Queues(target);
  const { waiting } = await queues.count('dead-letters');
  if (waiting === 0) return [];
  const letters: Letter[] = [];
  for await (const held of eachLetter(await queues.deadLetters())) {
    letters.push(letterOf(held));
    if (letters.length === LOOK_THROUGH) break;
  }
  return letters.filter((letter) => letter.checkoutId === checkoutId);
}
