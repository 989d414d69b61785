import { CommandFailure } from '../failure/command-failure.ts';
import { requireStack } from '../stage/require-stack.ts';
import type { DeployedTarget } from '../stage/target.ts';
import { newSecret } from './new-secret.ts';
import type { SecretOwner } from './secret-owner.ts';
import { LARGEST_PARAMETER } from './secret-text.ts';

/** A secret that is accepted from now on, and those that were accepted before and still are. */
export interface AddedSecret {
  readonly secret: string;
  /** Newest first; at least one. */
  readonly earlier: readonly string[];
}

/**
 * Adds a secret to those of a provider. The others are accepted as before.
 * @throws CommandFailure if the stage is not deployed, if the provider has no secret yet, or if this one is accepted
 */
export async function addSecret(
  target: DeployedTarget,
  owner: SecretOwner,
  generate: true | undefined,
): Promise<AddedSecret> {
  const { name } = owner;
  await requireStack(target);
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  const earlier = await store.accepted(name);
  if (earlier.length === 0) throw nothingToAddTo(owner, target.suffix);
  const secret = await newSecret(owner, generate);
  if (earlier.includes(secret)) throw new CommandFailure('secret_exists', 'This secret is already accepted.');
  const all = [secret, ...earlier];
  if (Buffer.byteLength(all.join('\n')) > LARGEST_PARAMETER) throw noRoom(owner, target.suffix);
  await store.write(name, all);
  return { secret, earlier };
}

const nothingToAddTo = ({ title, name }: SecretOwner, suffix: string): CommandFailure =>
  new CommandFailure(
    'no_secret',
    `${title} has no secret yet. Set the first one with: npx checkout-webhooks secret set ${name}${suffix}`,
  );

const noRoom = ({ title, name }: SecretOwner, suffix: string): CommandFailure =>
  new CommandFailure(
    'refused',
    `The secrets of ${title} fill their parameter. Revoke one first: npx checkout-webhooks secret revoke ${name} --fingerprint <fingerprint>${suffix}`,
  );
