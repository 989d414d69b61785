import { Command } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { examples, jsonOption } from '../../arguments/options.ts';
import { print, printJson } from '../../terminal/screen.ts';

export const versionCommand = (): Command =>
  new Command('version')
    .addOption(jsonOption())
    .addHelpText('after', examples('version --json'))
    .action(({ json }: { readonly json?: true }) => {
      const { version } = packageJson;
      if (json) printJson({ version, node: process.version });
      else print(version);
    });
