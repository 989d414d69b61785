import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, jsonOption, providerArgument, withStageOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { addSecret } from '../../secrets/add-secret.ts';
import { GENERATE_OPTION, showAccepted } from '../../secrets/new-secret.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface AddOptions extends StageOptions {
  readonly generate?: true;
  readonly json?: true;
}

export const secretAddCommand = (): Command =>
  withStageOptions(new Command('add'))
    .description(
      'Add the secret of another source of the same provider, such as a second widget, read from standard input.',
    )
    .addArgument(providerArgument())
    .option(...GENERATE_OPTION)
    .addOption(jsonOption())
    .addHelpText('after', examples('secret add inqud --stage prod'))
    .action(add);

async function add(provider: Provider, { generate, json, ...options }: AddOptions): Promise<void> {
  const target = deployedTarget(options);
  await describingFaults(target, async () => {
    const { secret, earlier } = await addSecret(target, provider, generate);
    const accepted = [secret, ...earlier].map(fingerprint).join(', ');
    note(`Webhooks of ${provider.title} signed with any of ${accepted} are now accepted on ${target.title}.`);
    showAccepted(provider, [secret, ...earlier], { generate, json });
  });
}
