import { Command } from 'commander';
import { compareText } from '../../../lib/values/compare-text.ts';
import { examples, fullOption, jsonOption, limitOption, withTargetOptions } from '../../arguments/options.ts';
import type { Queues } from '../../aws/stage-queues.ts';
import { eachLetter } from '../../dead-letters/each-letter.ts';
import { eventLetterOf } from '../../dead-letters/event-letter.ts';
import { type Letter, letterOf } from '../../dead-letters/letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../../dead-letters/letter-filter.ts';
import { type LetterQueue, letterQueueOption, letterQueues } from '../../dead-letters/letter-queue.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { letterList } from '../../render/letter-list.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { fitOf, note, paint, print, printJson } from '../../terminal/screen.ts';

const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 10_000;

interface ListOptions extends TargetOptions, LetterFilter {
  readonly queue: LetterQueue;
  readonly limit: number;
  readonly full?: true;
  readonly json?: true;
}

export const dlqListCommand = (): Command =>
  withTargetOptions(withLetterFilter(new Command('list')))
    .description(
      'List the dead letters, with the reason for each and the outcome that a redrive would have now.',
    )
    .addOption(letterQueueOption())
    .addOption(limitOption(HIGHEST_LIMIT, DEFAULT_LIMIT))
    .addOption(fullOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('dlq list --stage prod', 'dlq list --provider tweed --json', 'dlq list --queue notify'),
    )
    .action(list);

async function list({ json, full, limit, queue, ...options }: ListOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const queues = new Queues(target);
  const letters = await describingFaults(target, () => readLetters(queues, queue, options, limit));
  if (json) printJson({ items: letters });
  else if (letters.length > 0) print(letterList(letters, paint, fitOf(full)));
  else note('No dead letter matches.');
  if (!json && letters.length === limit) note(`There may be more than ${limit}. Raise --limit to see them.`);
}

/** Returns the matching letters, oldest first. */
async function readLetters(
  queues: Queues,
  queue: LetterQueue,
  filter: LetterFilter,
  limit: number,
): Promise<readonly Letter[]> {
  const found: Letter[] = [];
  for await (const held of eachLetter(await queues.openDeadLetters(letterQueues[queue]))) {
    const letter = queue === 'webhooks' ? letterOf(held) : eventLetterOf(held);
    if (matches(filter, letter)) found.push(letter);
    if (found.length === limit) break;
  }
  return found.toSorted((left, right) => compareText(left.firstSeen, right.firstSeen));
}
