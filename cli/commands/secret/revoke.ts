import { Command, Option } from 'commander';
import { examples, jsonOption, withStageOptions, yesOption } from '../../arguments/options.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type SecretOwner, secretOwnerArgument } from '../../secrets/secret-owner.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import { requireStack } from '../../stage/require-stack.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { note, printJson } from '../../terminal/screen.ts';

interface RevokeOptions extends StageOptions {
  readonly fingerprint?: string;
  readonly all?: true;
  readonly yes?: true;
  readonly json?: true;
}

export const secretRevokeCommand = (): Command =>
  withStageOptions(new Command('revoke'))
    .description('Stop accepting a secret: the previous one, or the one with the fingerprint.')
    .addArgument(secretOwnerArgument())
    .addOption(
      new Option('--fingerprint <fingerprint>', 'the secret to revoke, as secret list shows it').conflicts(
        'all',
      ),
    )
    .option('--all', 'all of them, so that every webhook of the provider gets a 503')
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('secret revoke tweed --stage prod', 'secret revoke inqud --fingerprint b2563cb5 --stage prod'),
    )
    .action(revoke);

async function revoke(owner: SecretOwner, { yes, json, ...options }: RevokeOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  await describingFaults(target, async () => {
    await requireStack(target);
    const accepted = await store.accepted(owner.name);
    const revoked = secretsToRevoke(owner, accepted, options);
    const kept = accepted.filter((secret) => !revoked.includes(secret));
    await confirm(question(owner, revoked, kept), yes);
    await (kept.length > 0 ? store.write(owner.name, kept) : store.remove(owner.name));
    const result = { revoked: revoked.map(fingerprint), accepted: kept.map(fingerprint) };
    if (json) printJson({ provider: owner.name, ...result });
    note(`Revoked: ${fingerprints(revoked)}. ${owner.says.untilForgotten}`);
  });
}

/** @throws CommandFailure if it is not clear which secrets are meant */
function secretsToRevoke(
  { title }: SecretOwner,
  accepted: readonly string[],
  { fingerprint: wanted, all }: Pick<RevokeOptions, 'fingerprint' | 'all'>,
): readonly string[] {
  const refused = (message: string): CommandFailure => new CommandFailure('refused', message);
  const [current, ...previous] = accepted;
  if (current === undefined) throw new CommandFailure('no_secret', `${title} has no secret.`);
  if (all) return accepted;
  if (wanted !== undefined) {
    const found = accepted.filter((secret) => fingerprint(secret) === wanted);
    if (found.length === 0)
      throw new CommandFailure(
        'not_found',
        `${title} has no secret ${wanted}. It has ${fingerprints(accepted)}.`,
      );
    if (accepted.length === 1)
      throw refused(`${wanted} is the only secret of ${title}. Add --all instead to revoke it.`);
    return found;
  }
  if (previous.length === 0)
    throw refused(`${title} has only one secret, ${fingerprint(current)}. Add --all to revoke it.`);
  if (previous.length > 1)
    throw refused(`${title} has the secrets ${fingerprints(accepted)}. Name one with --fingerprint.`);
  return previous;
}

const fingerprints = (secrets: readonly string[]): string => secrets.map(fingerprint).join(', ');

function question({ says }: SecretOwner, revoked: readonly string[], kept: readonly string[]): string {
  const left = kept.length > 0 ? `only ${fingerprints(kept)}` : 'no secret';
  return says.revoking(fingerprints(revoked), left);
}
