import type { Target } from '../stage/target.ts';
import { eachLetter } from './each-letter.ts';
import { type Letter, letterOf } from './letter.ts';

/** Enough for most incidents. `dlq list` can go through a longer queue. */
const HIGHEST_COUNT = 500;

/** Returns the dead letters about a checkout. A letter whose body cannot be read is about no known checkout. */
export async function lettersAbout(target: Target, checkoutId: string): Promise<readonly Letter[]> {
  const { Queues } = await import('../aws/stage-queues.ts');
  const queues = new Queues(target);
  const { waiting } = await queues.count('dead-letters');
  if (waiting === 0) return [];
  const letters: Letter[] = [];
  for await (const held of eachLetter(await queues.openDeadLetters())) {
    letters.push(letterOf(held));
    if (letters.length === HIGHEST_COUNT) break;
  }
  return letters.filter((letter) => letter.checkoutId === checkoutId);
}
