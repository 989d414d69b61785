import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { fingerprint } from '../secrets/secret-text.ts';
import type { Environment, Target } from '../stage/target.ts';
import { localSecret } from '../webhooks/find-destination.ts';
import { bad, type Finding, ok } from './finding.ts';

/** Returns the accepted secrets of a provider, newest first; none if it has no secret. */
export async function readSecrets(
  target: Target,
  provider: Provider,
  environment: Environment,
): Promise<readonly string[]> {
  if (target.isLocal) return isEmptied(provider, environment) ? [] : [localSecret(provider, environment)];
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  return new StageSecrets(target).accepted(provider.name);
}

/** Whether the variable is set, but has no secret. The local stack then accepts no webhook of the provider. */
function isEmptied({ name }: Provider, environment: Environment): boolean {
  const value = environment[secretVariable(name)];
  return value !== undefined && secretLines(value).length === 0;
}

export const secretCheck = ({ title }: Provider): string => `secret of ${title}`;

export function secretFinding(target: Target, provider: Provider, secrets: readonly string[]): Finding {
  const check = secretCheck(provider);
  const { name, title } = provider;
  const [current, ...previous] = secrets.map(fingerprint);
  if (target.isLocal && current === undefined)
    return bad(
      check,
      `${secretVariable(name)} is set but empty, so every webhook of ${title} gets a 503`,
      'Unset it here and for npm start, or put a secret in it.',
    );
  if (target.isLocal) return ok(check, 'from the environment, as for npm start');
  if (current === undefined) {
    const detail = `none is set, so every webhook of ${title} gets a 503`;
    return bad(check, detail, `npx checkout-webhooks secret set ${name}${target.suffix}`);
  }
  if (previous.length === 0) return ok(check, `${current} is accepted`);
  return ok(check, `${[current, ...previous].join(', ')} are accepted, newest first`);
}
