import { Argument, Command } from 'commander';
import { examples, jsonOption } from '../../arguments/options.ts';
import { oneOf } from '../../arguments/parse-argument.ts';
import { bashScript, fishScript, zshScript } from '../../completion/completion-scripts.ts';
import { completionWords } from '../../completion/completion-words.ts';
import { print, printJson } from '../../terminal/screen.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const HOW_TO_USE = `
Load it in the file that your shell reads at the start: for bash, add to ~/.bashrc

  source <(checkouts completion bash)

for zsh the same with zsh, in ~/.zshrc; for fish

  checkouts completion fish > ~/.config/fish/completions/checkouts.fish

It needs the command checkouts itself, which npm link in the clone provides.`;

export const completionCommand = (): Command =>
  new Command('completion')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS).argParser(oneOf(SHELLS)))
    .addOption(jsonOption())
    .addHelpText('after', HOW_TO_USE)
    .addHelpText('after', examples('completion bash'))
    .action(complete);

async function complete(shell: Shell, { json }: { readonly json?: true }): Promise<void> {
  // This file is loaded by the program, so it can load the program only when it runs.
  const { commandNames, program } = await import('../../program.ts');
  const script = scripts[shell](completionWords(await program(commandNames)));
  if (json) printJson({ shell, script });
  else print(script.trimEnd());
}
