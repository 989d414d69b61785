import { Command } from 'commander';
import { examples, jsonOption, withStageOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { addSecret } from '../../secrets/add-secret.ts';
import { GENERATE_OPTION, showAccepted } from '../../secrets/new-secret.ts';
import { type SecretOwner, secretOwnerArgument } from '../../secrets/secret-owner.ts';
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
    .addArgument(secretOwnerArgument())
    .option(...GENERATE_OPTION)
    .addOption(jsonOption())
    .addHelpText('after', examples('secret add inqud --stage prod'))
    .action(add);

async function add(owner: SecretOwner, { generate, json, ...options }: AddOptions): Promise<void> {
  const target = deployedTarget(options);
  await describingFaults(target, async () => {
    const { secret, earlier } = await addSecret(target, owner, generate);
    const accepted = [secret, ...earlier].map(fingerprint).join(', ');
    note(owner.says.added(accepted, target.title));
    showAccepted(owner, [secret, ...earlier], { generate, json });
  });
}
