import { Command } from 'commander';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { eachLetter } from '../../dead-letters/each-letter.ts';
import type { DeadLetterBox, HeldLetter } from '../../dead-letters/held-letter.ts';
import { bodyOf, letterOf } from '../../dead-letters/letter.ts';
import { isId } from '../../dead-letters/letter-filter.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { letterSheet } from '../../render/letter-sheet.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { printable } from '../../terminal/printable.ts';
import { fitOf, print, printJson } from '../../terminal/screen.ts';

interface ShowOptions extends TargetOptions {
  readonly body?: true;
  readonly json?: true;
}

export const dlqShowCommand = (): Command =>
  withTargetOptions(new Command('show'))
    .description('Show one dead letter.')
    .argument('<id>', "the letter's id, from dlq list")
    .option('--body', "also show the webhook's body, which may contain the payer's personal data")
    .addOption(jsonOption())
    .addHelpText('after', examples('dlq show 3d2a… --body'))
    .action(show);

async function show(id: string, { body, json, ...options }: ShowOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const held = await describingFaults(target, async () =>
    findLetter(await new Queues(target).openDeadLetters(), id),
  );
  if (!held) throw notFound(id, target.title);
  const letter = letterOf(held);
  const bytes = body && bodyOf(held);
  const sheet = letterSheet(letter, fitOf());
  if (json) printJson(withoutUndefined({ ...letter, bodyBase64: bytes?.toString('base64') }));
  else print(bytes ? `${sheet}\n\n${printableLines(bytes.toString())}` : sheet);
}

async function findLetter(box: DeadLetterBox, id: string): Promise<HeldLetter | undefined> {
  for await (const held of eachLetter(box)) if (isId(held.messageId, id)) return held;
  return undefined;
}

const notFound = (id: string, title: string): CommandFailure =>
  new CommandFailure(
    'not_found',
    `There is no dead letter ${id} on ${title}, or another command is reading it at the moment.`,
  );

/** Keeps the line breaks of a body, and makes everything else in it safe to show on a terminal. */
const printableLines = (text: string): string => text.split(/\r?\n/).map(printable).join('\n');
