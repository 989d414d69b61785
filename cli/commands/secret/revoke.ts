import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions, yesOption } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { note } from '../../terminal/screen.ts';

/** For this long a running function keeps the secrets it has read (lib/aws/secrets/ssm-secret-store.ts). */
const UNTIL_FORGOTTEN = 'Running functions may accept it for up to five more minutes.';

interface RevokeOptions extends StageOptions {
  readonly all?: true;
  readonly yes?: true;
}

export const secretRevokeCommand = (): Command =>
  withStageOptions(new Command('revoke'))
    .description('Stop accepting all secrets except the newest.')
    .addArgument(providerArgument())
    .option('--all', 'the newest too, so that every webhook of the provider gets a 503')
    .addOption(yesOption())
    .addHelpText('after', examples('secret revoke tweed --stage prod'))
    .action(revoke);

async function revoke(provider: Provider, { all, yes, ...options }: RevokeOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    const accepted = await store.accepted(provider.name);
    const kept = all ? [] : accepted.slice(0, 1);
    const revoked = accepted.slice(kept.length).map(fingerprint);
    if (revoked.length === 0) throw new CommandFailure(exitCode.no, nothingToRevoke(provider, accepted));
    await confirm(question(provider, revoked, kept), yes);
    await (kept.length > 0 ? store.write(provider.name, kept) : store.remove(provider.name));
    note(`Revoked: ${revoked.join(', ')}. ${UNTIL_FORGOTTEN}`);
  });
}

const nothingToRevoke = ({ title }: Provider, accepted: readonly string[]): string =>
  accepted.length === 0
    ? `${title} has no secret.`
    : `${title} has only one secret, ${accepted.map(fingerprint)}. Add --all to revoke it.`;

function question({ title }: Provider, revoked: readonly string[], kept: readonly string[]): string {
  const left = kept.length > 0 ? `only ${kept.map(fingerprint)}` : 'no secret';
  return `Revoke ${revoked.join(', ')} of ${title}, so that ${left} is accepted?`;
}
