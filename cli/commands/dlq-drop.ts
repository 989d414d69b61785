import { Command } from 'commander';
import { CommandFailure, usageError } from '../command-failure.ts';
import { confirm } from '../confirm.ts';
import { eachLetter } from '../each-letter.ts';
import { exitCode } from '../exit-code.ts';
import { explainingFaults } from '../explain-fault.ts';
import type { DeadLetterBox, HeldLetter } from '../held-letter.ts';
import { letterOf } from '../letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../letter-filter.ts';
import { examples, jsonOption, withPlaceOptions, yesOption } from '../options.ts';
import { type PlaceOptions, placeOf } from '../place.ts';
import { print, printJson } from '../screen.ts';

interface DropOptions extends PlaceOptions, LetterFilter {
  readonly all?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const dlqDropCommand = (): Command =>
  withPlaceOptions(withLetterFilter(new Command('drop')))
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
  const place = placeOf(options, process.env);
  const { Queues } = await import('../aws-queues.ts');
  const dropped = await explainingFaults(place, async () =>
    drop(await new Queues(place).deadLetters(), options, yes),
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
