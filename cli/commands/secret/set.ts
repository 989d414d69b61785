import { Command } from 'commander';
import { examples, jsonOption, withStageOptions } from '../../arguments/options.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { GENERATE_OPTION, newSecret, showAccepted } from '../../secrets/new-secret.ts';
import { type SecretOwner, secretOwnerArgument } from '../../secrets/secret-owner.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { requireStack } from '../../stage/require-stack.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface SetOptions extends StageOptions {
  readonly generate?: true;
  readonly json?: true;
  readonly replace?: true;
}

export const secretSetCommand = (): Command =>
  withStageOptions(new Command('set'))
    .description("Set a provider's first secret, or that of your own webhooks, read from standard input.")
    .addArgument(secretOwnerArgument())
    .option(...GENERATE_OPTION)
    .addOption(jsonOption())
    .option('--replace', 'discard the existing secrets, so that webhooks signed with them are refused')
    .addHelpText(
      'after',
      examples('secret set inqud --stage prod', 'secret set tweed --stage prod --generate'),
    )
    .action(set);

async function set(owner: SecretOwner, { generate, json, replace, ...options }: SetOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    await requireStack(target);
    const accepted = await store.accepted(owner.name);
    if (accepted.length > 0 && !replace) throw alreadySet(owner, target.suffix);
    const secret = await newSecret(owner, generate);
    await store.write(owner.name, [secret]);
    note(owner.says.set(fingerprint(secret), target.title));
    showAccepted(owner, [secret], { generate, json });
  });
}

const alreadySet = ({ title, name }: SecretOwner, suffix: string): CommandFailure =>
  new CommandFailure(
    'secret_exists',
    `${title} already has a secret. To change it without losing a webhook, run: npx checkout-webhooks secret rotate ${name}${suffix}. For a second source, such as another widget, run: npx checkout-webhooks secret add ${name}${suffix}`,
  );
