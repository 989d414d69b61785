import type { Command, Option } from 'commander';

/** What may follow a command, or the name of the program. */
export interface CommandWords {
  /** Empty for the program, `dlq list` for a command of a group. */
  readonly path: string;
  readonly commands: readonly Described[];
  readonly options: readonly OptionWords[];
  /** Values of the first argument. */
  readonly values: readonly string[];
}

interface Described {
  readonly name: string;
  readonly description: string;
}

export interface OptionWords extends Described {
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

/** Returns the words of a command and of the commands below it, the longest paths first. */
export function completionWords(command: Command, path: readonly string[] = []): readonly CommandWords[] {
  const below = command.commands.flatMap((child) => completionWords(child, [...path, child.name()]));
  const [argument] = command.registeredArguments;
  return [
    ...below,
    {
      path: path.join(' '),
      commands: command.commands.map((child) => ({ name: child.name(), description: child.description() })),
      options: command.options.map(optionWords),
      values: argument?.argChoices ?? [],
    },
  ];
}

const optionWords = (option: Option): OptionWords => ({
  name: option.long ?? option.flags,
  description: option.description,
  takesValue: option.required || option.optional,
  values: option.argChoices ?? [],
});

/** All words that may follow, as one list. */
export const wordsAfter = ({ commands, options, values }: CommandWords): readonly string[] => [
  ...commands.map(({ name }) => name),
  ...values,
  ...options.map(({ name }) => name),
];
