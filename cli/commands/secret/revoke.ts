import { Command } from 'commander';
import type { Provider } from '../../../lib/providers/provider.ts';
import { examples, providerArgument, withStageOptions, yesOption } from '../../arguments/options.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { deployedTarget } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { note } from '../../terminal/screen.ts';

/** Functions that run keep what they have read for so long (lib/aws/secrets/ssm-secret-store.ts). */
const UNTIL_FORGOTTEN = 'Functions that run may accept it for five more minutes.';

interface RevokeOptions {
  readonly stage: string;
  readonly all?: true;
  readonly yes?: true;
}

export const secretRevokeCommand = (): Command =>
  withStageOptions(new Command('revoke'))
    .description('Stop accepting every secret but the newest.')
    .addArgument(providerArgument())
    .option('--all', 'the newest too: all webhooks of the provider are then answered 503')
    .addOption(yesOption())
    .addHelpText('after', examples('secret revoke tweed --stage prod'))
    .action(revoke);

async function revoke(provider: Provider, { all, yes, ...options }: RevokeOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    const present = await store.present(provider.name);
    const kept = all ? [] : present.slice(0, 1);
    const revoked = present.slice(kept.length).map(fingerprint);
    if (revoked.length === 0) throw new CommandFailure(exitCode.no, nothingToRevoke(provider, present));
    await confirm(question(provider, revoked, kept), yes);
    await (kept.length > 0 ? store.write(provider.name, kept) : store.remove(provider.name));
    note(`Revoked: ${revoked.join(', ')}. ${UNTIL_FORGOTTEN}`);
  });
}

const nothingToRevoke = ({ title }: Provider, present: readonly string[]): string =>
  present.length === 0
    ? `${title} has no secret.`
    : `${title} has only one secret, ${present.map(fingerprint)}. Revoking that as well needs --all.`;

function question({ title }: Provider, revoked: readonly string[], kept: readonly string[]): string {
  const left = kept.length > 0 ? `only ${kept.map(fingerprint)} is accepted` : 'none is accepted';
  return `Revoke ${revoked.join(', ')} of ${title}, so that ${left}?`;
}
