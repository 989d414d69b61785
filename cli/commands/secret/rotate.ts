import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { GENERATE_OPTION, newSecret, showGenerated } from '../../secrets/new-secret.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface RotateOptions {
  readonly stage: string;
  readonly generate?: true;
}

export const secretRotateCommand = (): Command =>
  withStageOptions(new Command('rotate'))
    .description('Add a new secret, read from standard input; the present one is accepted until revoked.')
    .addArgument(providerArgument())
    .option(...GENERATE_OPTION)
    .addHelpText('after', examples('secret rotate tweed --stage prod --generate'))
    .action(rotate);

async function rotate(provider: Provider, { generate, ...options }: RotateOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    const present = await store.present(provider.name);
    const [current] = present;
    if (current === undefined) throw nothingToRotate(provider, target.suffix);
    const secret = await newSecret(provider, generate);
    if (present.includes(secret)) throw new CommandFailure(exitCode.no, 'That secret is accepted already.');
    await store.write(provider.name, [secret, ...present]);
    note(`${target.title} accepts secret ${fingerprint(secret)} and still ${fingerprint(current)}.`);
    note(
      `Once ${provider.title} signs with the new one: npx checkouts secret revoke ${provider.name}${target.suffix}`,
    );
    if (generate) showGenerated(provider, secret);
  });
}

const nothingToRotate = ({ title, name }: Provider, suffix: string): CommandFailure =>
  new CommandFailure(exitCode.no, `${title} has no secret yet: npx checkouts secret set ${name}${suffix}`);
