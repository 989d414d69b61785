import type { Provider } from '../../lib/providers/provider.ts';
import { fingerprint } from '../secrets/secret-text.ts';
import type { DeployedTarget, Environment, Target } from '../stage/target.ts';
import { localSecret } from '../webhooks/find-destination.ts';
import { bad, type Finding, ok } from './finding.ts';

/** The secrets of a provider, newest first; none when none is set. */
export async function secretsAt(
  target: Target,
  provider: Provider,
  environment: Environment,
): Promise<readonly string[]> {
  if (target.isLocal) return [localSecret(provider, environment)];
  return deployedSecrets(target, provider);
}

async function deployedSecrets(target: DeployedTarget, { name }: Provider): Promise<readonly string[]> {
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  return new StageSecrets(target).present(name);
}

export const secretCheck = ({ title }: Provider): string => `secret of ${title}`;

export function secretFinding(target: Target, provider: Provider, secrets: readonly string[]): Finding {
  const check = secretCheck(provider);
  const { name, title } = provider;
  if (target.isLocal) return ok(check, 'from the environment, as npm start takes it');
  const [current, ...previous] = secrets.map(fingerprint);
  if (current === undefined) {
    const detail = `none is set: every webhook of ${title} is answered 503`;
    return bad(check, detail, `npx checkouts secret set ${name}${target.suffix}`);
  }
  if (previous.length === 0) return ok(check, `${current} is set`);
  return ok(
    check,
    `${current} is set, and ${previous.join(', ')} still accepted until npx checkouts secret revoke`,
  );
}
