import { Command } from 'commander';
import { examples, jsonOption, withStageOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { addSecret } from '../../secrets/add-secret.ts';
import { GENERATE_OPTION, showAccepted } from '../../secrets/new-secret.ts';
import { type SecretOwner, secretOwnerArgument } from '../../secrets/secret-owner.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface RotateOptions extends StageOptions {
  readonly generate?: true;
  readonly json?: true;
}

export const secretRotateCommand = (): Command =>
  withStageOptions(new Command('rotate'))
    .description(
      'Add a new secret, read from standard input. Earlier ones are accepted until you revoke them.',
    )
    .addArgument(secretOwnerArgument())
    .option(...GENERATE_OPTION)
    .addOption(jsonOption())
    .addHelpText('after', examples('secret rotate tweed --stage prod --generate'))
    .action(rotate);

async function rotate(owner: SecretOwner, { generate, json, ...options }: RotateOptions): Promise<void> {
  const target = deployedTarget(options);
  await describingFaults(target, async () => {
    const { secret, earlier } = await addSecret(target, owner, generate);
    const before = earlier.map(fingerprint);
    note(owner.says.rotated(fingerprint(secret), before.join(', ')));
    const command = `npx checkout-webhooks secret revoke ${owner.name}${target.suffix}`;
    const which = before.length > 1 ? ' --fingerprint <the one that it replaces>' : '';
    note(`${owner.says.beforeRevoking} ${command}${which}`);
    showAccepted(owner, [secret, ...earlier], { generate, json });
  });
}
