import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions, yesOption } from '../../arguments/options.ts';
import { eachLetter } from '../../dead-letters/each-letter.ts';
import type { DeadLetterBox, HeldLetter } from '../../dead-letters/held-letter.ts';
import { letterOf } from '../../dead-letters/letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../../dead-letters/letter-filter.ts';
import { CommandFailure, exitCode, usageError } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { print, printJson } from '../../terminal/screen.ts';

interface DropOptions extends TargetOptions, LetterFilter {
  readonly all?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const dlqDropCommand = (): Command =>
  withTargetOptions(withLetterFilter(new Command('drop')))
    .description(
      'Delete dead letters for good. A webhook that was acknowledged is then lost: the provider sends it no more.',
    )
    .option('--all', 'every letter, without a filter')
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('dlq drop --id 3d2a…', 'dlq drop --reason not_json --stage dev --yes'))
    .action(run);

async function run({ json, all, yes, ...options }: DropOptions): Promise<void> {
  const { reason, provider, id } = options;
  const isFiltered = [reason, provider, id].some((part) => part !== undefined);
  if (!all && !isFiltered) throw usageError('Say which: --id, --reason, --provider, or --all.');
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const dropped = await describingFaults(target, async () =>
    drop(await new Queues(target).deadLetters(), options, yes),
  );
  if (dropped === 0) throw new CommandFailure(exitCode.no, 'No dead letter is like that.');
  if (json) printJson({ dropped });
  else print(`${dropped} dropped.`);
}

/** Finds them all first and holds them, so that what is confirmed is what is deleted. */
async function drop(box: DeadLetterBox, filter: LetterFilter, yes: true | undefined): Promise<number> {
  const held = new Map<string, HeldLetter>();
  const settled = new Set<string>();
  try {
    for await (const letter of eachLetter(box, settled)) {
      if (!matches(filter, letterOf(letter))) continue;
      held.set(letter.messageId, letter);
      settled.add(letter.messageId);
    }
    if (held.size === 0) return 0;
    await confirm(
      `Drop ${held.size === 1 ? 'this dead letter' : `these ${held.size} dead letters`} for good?`,
      yes,
    );
    const dropped = held.size;
    for (const letter of held.values()) {
      await box.delete(letter);
      held.delete(letter.messageId);
    }
    return dropped;
  } finally {
    await box.release([...held.values()]);
  }
}
