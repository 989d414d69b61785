import type { Command } from 'commander';
import { providerOption } from '../arguments/options.ts';
import { collected } from '../arguments/parse-argument.ts';
import type { Letter } from './letter.ts';

/** Which letters are meant. What is not said matches every letter. */
export interface LetterFilter {
  readonly reason?: string;
  readonly provider?: string;
  readonly id?: readonly string[];
}

export const withLetterFilter = (command: Command): Command =>
  command
    .option('--reason <reason>', 'only those with this reason, such as not_json or unexpected_shape')
    .addOption(providerOption('only those of this provider'))
    .option('--id <id>', 'only the letter with this id; may be given several times', collected);

/** A reason is a code, and sometimes the place in the body after it: the code alone is enough. */
export const matches = ({ reason, provider, id }: LetterFilter, letter: Letter): boolean =>
  (reason === undefined || letter.reason === reason || letter.reason.startsWith(`${reason} `)) &&
  (provider === undefined || letter.provider === provider) &&
  (id === undefined || id.includes(letter.id));
