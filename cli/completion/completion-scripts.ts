import { type CommandWords, type OptionWords, wordsAfter } from './completion-words.ts';

/** The names of the program: inside a clone, and as the package. */
const PROGRAMS = ['checkouts', 'checkout-webhooks'] as const;

export const bashScript = (all: readonly CommandWords[]): string => `_checkouts() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words
  case "$previous" in
${[...valuesByOption(all)].map(([option, values]) => `    ${option}) words="${values.join(' ')}" ;;`).join('\n')}
    *) case "\${COMP_WORDS[1]} \${COMP_WORDS[2]} " in
${all.map((each) => `      ${pattern(each)}) words="${wordsAfter(each).join(' ')}" ;;`).join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _checkouts ${PROGRAMS.join(' ')}
`;

/** zsh runs the script of bash. */
export const zshScript = (all: readonly CommandWords[]): string =>
  `autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashScript(all)}`;

export function fishScript(all: readonly CommandWords[]): string {
  const lines: string[] = [];
  for (const program of PROGRAMS)
    for (const each of all) lines.push(...fishLines(each).map((line) => `complete -c ${program} ${line}`));
  return `${lines.join('\n')}\n`;
}

function fishLines({ path, commands, options, values }: CommandWords): readonly string[] {
  const [first, second] = path.split(' ');
  const seen = [first, second].filter((word) => word).map((word) => `__fish_seen_subcommand_from ${word}`);
  const condition = path === '' ? '__fish_use_subcommand' : seen.join('; and ');
  return [
    ...commands.map(({ name, description }) => `-f -n '${condition}' -a ${name} -d ${quoted(description)}`),
    ...values.map((value) => `-f -n '${condition}' -a ${value}`),
    ...options.map((option) => `-n '${condition}' ${fishOption(option)}`),
  ];
}

function fishOption({ name, description, takesValue, values }: OptionWords): string {
  const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r' : '';
  return `-l ${name.replace(/^--/, '')}${value} -d ${quoted(description)}`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** What a command line must begin with: the word after it may be the one that is completed. */
const pattern = ({ path }: CommandWords): string => (path === '' ? '*' : `"${path} "*`);

/** The values of options that have a fixed set. They are the same for all commands. */
function valuesByOption(all: readonly CommandWords[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { options } of all)
    for (const { name, values } of options) if (values.length > 0) found.set(name, values);
  return found;
}
