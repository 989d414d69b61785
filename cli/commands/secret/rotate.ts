import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { GENERATE_OPTION, newSecret, showGenerated } from '../../secrets/new-secret.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { note } from '../../terminal/screen.ts';

interface RotateOptions extends StageOptions {
  readonly generate?: true;
}

export const secretRotateCommand = (): Command =>
  withStageOptions(new Command('rotate'))
    .description(
      'Add a new secret, read from standard input. Earlier ones are accepted until you revoke them.',
    )
    .addArgument(providerArgument())
    .option(...GENERATE_OPTION)
    .addHelpText('after', examples('secret rotate tweed --stage prod --generate'))
    .action(rotate);

async function rotate(provider: Provider, { generate, ...options }: RotateOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  const { name, title } = provider;
  await describingFaults(target, async () => {
    const accepted = await store.accepted(name);
    const [current] = accepted;
    if (current === undefined) throw nothingToRotate(provider, target.suffix);
    const secret = await newSecret(provider, generate);
    if (accepted.includes(secret)) throw new CommandFailure(exitCode.no, 'This secret is already accepted.');
    await store.write(name, [secret, ...accepted]);
    note(`${title} may now sign with secret ${fingerprint(secret)}, and still with ${fingerprint(current)}.`);
    note(
      `Once it signs with the new secret, revoke the other: npx checkouts secret revoke ${name}${target.suffix}`,
    );
    if (generate) showGenerated(provider, secret);
  });
}

const nothingToRotate = ({ title, name }: Provider, suffix: string): CommandFailure =>
  new CommandFailure(
    exitCode.no,
    `${title} has no secret yet. Set the first one with: npx checkouts secret set ${name}${suffix}`,
  );
