import type { Command } from 'commander';
import { providerOption } from '../arguments/options.ts';
import { collected } from '../arguments/parse-argument.ts';
import type { Letter } from './letter.ts';

/** Selects dead letters. A property that is absent matches every letter. */
export interface LetterFilter {
  readonly reason?: string;
  readonly provider?: string;
  readonly id?: readonly string[];
}

export const withLetterFilter = (command: Command): Command =>
  command
    .option('--reason <reason>', 'only letters with this reason, such as not_json or unexpected_shape')
    .addOption(providerOption('only letters of this provider'))
    .option('--id <id>', 'only the letter with this id; may be repeated', collected);

/** Some reasons are a code and a path in the body, such as `unexpected_shape at id`. The code alone matches them. */
export const matches = ({ reason, provider, id }: LetterFilter, letter: Letter): boolean =>
  (reason === undefined || letter.reason === reason || letter.reason.startsWith(`${reason} `)) &&
  (provider === undefined || letter.provider === provider) &&
  (id === undefined || id.includes(letter.id));

/** Whether a given text is the id, whole or as a narrow terminal shows it. Too vague to choose what is deleted. */
export function isId(id: string, given: string): boolean {
  const [head = '', tail] = given.split('…');
  return tail === undefined ? id === given : id.startsWith(head) && id.endsWith(tail) && given !== '…';
}
