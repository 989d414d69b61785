import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { GENERATE_OPTION, newSecret, showGenerated } from '../../secrets/new-secret.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface SetOptions {
  readonly stage: string;
  readonly generate?: true;
  readonly replace?: true;
}

export const secretSetCommand = (): Command =>
  withStageOptions(new Command('set'))
    .description("Set a provider's first secret; it is read from standard input.")
    .addArgument(providerArgument())
    .option(...GENERATE_OPTION)
    .option('--replace', 'throw away the secrets that are there: webhooks signed with them are refused')
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
    const present = await store.present(provider.name);
    if (present.length > 0 && !replace) throw alreadySet(provider, target.suffix);
    const secret = await newSecret(provider, generate);
    await store.write(provider.name, [secret]);
    note(`${target.title} accepts ${provider.title}'s webhooks signed with secret ${fingerprint(secret)}.`);
    if (generate) showGenerated(provider, secret);
  });
}

const alreadySet = ({ title, name }: Provider, suffix: string): CommandFailure =>
  new CommandFailure(
    exitCode.no,
    `${title} has a secret already. To change it without losing a webhook: npx checkouts secret rotate ${name}${suffix}`,
  );
