import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { eachLetter } from '../../dead-letters/each-letter.ts';
import type { DeadLetterBox, HeldLetter } from '../../dead-letters/held-letter.ts';
import { bodyOf, letterOf } from '../../dead-letters/letter.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { letterSheet } from '../../render/letter-sheet.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { printable } from '../../terminal/printable.ts';
import { print, printJson } from '../../terminal/screen.ts';

interface ShowOptions extends TargetOptions {
  readonly body?: true;
  readonly json?: true;
}

export const dlqShowCommand = (): Command =>
  withTargetOptions(new Command('show'))
    .description('Show one dead letter.')
    .argument('<id>', "the letter's id, as dlq list shows it")
    .option('--body', "the webhook's body too: it may hold a payer's personal details")
    .addOption(jsonOption())
    .addHelpText('after', examples('dlq show 3d2a… --body'))
    .action(show);

async function show(id: string, { body, json, ...options }: ShowOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const held = await describingFaults(target, async () => find(await new Queues(target).deadLetters(), id));
  if (!held)
    throw new CommandFailure(
      exitCode.no,
      `No dead letter ${id} on ${target.title}, or someone else holds it.`,
    );
  const letter = letterOf(held);
  const bytes = body && bodyOf(held);
  if (json) printJson({ ...letter, ...(bytes && { bodyBase64: bytes.toString('base64') }) });
  else print(bytes ? `${letterSheet(letter)}\n\n${lines(bytes.toString())}` : letterSheet(letter));
}

async function find(box: DeadLetterBox, id: string): Promise<HeldLetter | undefined> {
  for await (const held of eachLetter(box)) if (held.messageId === id) return held;
  return undefined;
}

/** A body with its own line breaks, and nothing else in it that a terminal would obey. */
const lines = (text: string): string => text.split(/\r?\n/).map(printable).join('\n');
