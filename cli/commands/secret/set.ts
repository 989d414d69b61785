import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { GENERATE_OPTION, newSecret, showGenerated } from '../../secrets/new-secret.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { requireStack } from '../../stage/require-stack.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface SetOptions extends StageOptions {
  readonly generate?: true;
  readonly replace?: true;
}

export const secretSetCommand = (): Command =>
  withStageOptions(new Command('set'))
    .description("Set a provider's first secret, read from standard input.")
    .addArgument(providerArgument())
    .option(...GENERATE_OPTION)
    .option('--replace', 'discard the existing secrets, so that webhooks signed with them are refused')
    .addHelpText(
      'after',
      examples('secret set inqud --stage prod', 'secret set tweed --stage prod --generate'),
    )
    .action(set);

async function set(provider: Provider, { generate, replace, ...options }: SetOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    await requireStack(target);
    const accepted = await store.accepted(provider.name);
    if (accepted.length > 0 && !replace) throw alreadySet(provider, target.suffix);
    const secret = await newSecret(provider, generate);
    await store.write(provider.name, [secret]);
    note(
      `Webhooks of ${provider.title} signed with secret ${fingerprint(secret)} are now accepted on ${target.title}.`,
    );
    if (generate) showGenerated(provider, secret);
  });
}

const alreadySet = ({ title, name }: Provider, suffix: string): CommandFailure =>
  new CommandFailure(
    exitCode.no,
    `${title} already has a secret. To change it without losing a webhook, run: npx checkouts secret rotate ${name}${suffix}. For a second source, such as another widget, run: npx checkouts secret add ${name}${suffix}`,
  );
