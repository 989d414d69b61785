import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions, yesOption } from '../../arguments/options.ts';
import { eachLetter } from '../../dead-letters/each-letter.ts';
import { eventLetterOf } from '../../dead-letters/event-letter.ts';
import type { DeadLetterBox, HeldLetter } from '../../dead-letters/held-letter.ts';
import { letterOf } from '../../dead-letters/letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../../dead-letters/letter-filter.ts';
import { type LetterQueue, letterQueueOption, letterQueues } from '../../dead-letters/letter-queue.ts';
import { CommandFailure, usageError } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { counted } from '../../terminal/counted.ts';
import { print, printJson } from '../../terminal/screen.ts';

interface DropOptions extends TargetOptions, LetterFilter {
  readonly queue: LetterQueue;
  readonly all?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const dlqDropCommand = (): Command =>
  withTargetOptions(withLetterFilter(new Command('drop')))
    .description(
      'Delete dead letters permanently. A provider does not send an accepted webhook again, so its content is lost.',
    )
    .addOption(letterQueueOption())
    .option('--all', 'all letters, without a filter')
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('dlq drop --id 3d2a…', 'dlq drop --reason not_json --stage dev --yes'))
    .action(run);

async function run({ json, all, yes, ...options }: DropOptions): Promise<void> {
  const { reason, provider, id } = options;
  const isFiltered = [reason, provider, id].some((part) => part !== undefined);
  if (!all && !isFiltered) throw usageError('Choose the letters with --id, --reason, --provider, or --all.');
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const dropped = await describingFaults(target, async () =>
    drop(await new Queues(target).openDeadLetters(letterQueues[options.queue]), options, yes),
  );
  if (dropped === 0) throw new CommandFailure('nothing_matches', 'No dead letter matches.');
  if (json) printJson({ dropped });
  else print(`${counted(dropped, 'dead letter')} dropped.`);
}

/** Finds and holds all matching letters before it asks, so that it deletes exactly what the user confirmed. */
async function drop(
  box: DeadLetterBox,
  { queue, ...filter }: Omit<DropOptions, 'all' | 'yes' | 'json'>,
  yes: true | undefined,
): Promise<number> {
  const held = new Map<string, HeldLetter>();
  const settled = new Set<string>();
  try {
    for await (const letter of eachLetter(box, settled)) {
      if (!matches(filter, queue === 'webhooks' ? letterOf(letter) : eventLetterOf(letter))) continue;
      held.set(letter.messageId, letter);
      settled.add(letter.messageId);
    }
    if (held.size === 0) return 0;
    await confirm(`Delete ${counted(held.size, 'dead letter')} permanently?`, yes);
    const dropped = held.size;
    await box.delete([...held.values()]);
    held.clear();
    return dropped;
  } finally {
    await box.release([...held.values()]);
  }
}
