import { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { eachLetter } from '../each-letter.ts';
import { exitCode } from '../exit-code.ts';
import { explainingFaults } from '../explain-fault.ts';
import type { DeadLetterBox, HeldLetter } from '../held-letter.ts';
import { bodyOf, letterOf } from '../letter.ts';
import { examples, jsonOption, withPlaceOptions } from '../options.ts';
import { type PlaceOptions, placeOf } from '../place.ts';
import { letterSheet } from '../render/letter-sheet.ts';
import { printable } from '../render/printable.ts';
import { print, printJson } from '../screen.ts';

interface ShowOptions extends PlaceOptions {
  readonly body?: true;
  readonly json?: true;
}

export const dlqShowCommand = (): Command =>
  withPlaceOptions(new Command('show'))
    .description('Show one dead letter.')
    .argument('<id>', "the letter's id, as dlq list shows it")
    .option('--body', "the webhook's body too: it may hold a payer's personal details")
    .addOption(jsonOption())
    .addHelpText('after', examples('dlq show 3d2a… --body'))
    .action(show);

async function show(id: string, { body, json, ...options }: ShowOptions): Promise<void> {
  const place = placeOf(options, process.env);
  const { Queues } = await import('../aws-queues.ts');
  const held = await explainingFaults(place, async () => find(await new Queues(place).deadLetters(), id));
  if (!held)
    throw new CommandFailure(
      exitCode.no,
      `No dead letter ${id} on ${place.title}, or someone else holds it.`,
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
