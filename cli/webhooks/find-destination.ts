import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { CommandFailure, exitCode } from '../failure/command-failure.ts';
import type { DeployedTarget, Environment, Target } from '../stage/target.ts';

/** Where a webhook goes, and what it is signed with. */
export interface Destination {
  readonly url: string;
  readonly secret: string;
}

/**
 * What was given, completed from the target: on the local stack from the environment, on a deployed stage from the
 * stack (the URL) and from SSM (the newest secret), as far as the user may read them.
 */
export async function findDestination(
  target: Target,
  provider: Provider,
  { url, secret }: Partial<Destination>,
  environment: Environment,
): Promise<Destination> {
  if (url !== undefined && secret !== undefined) return { url, secret };
  return {
    url: url ?? (await urlOf(target, provider)),
    secret:
      secret ?? (target.isLocal ? localSecret(provider, environment) : await stageSecret(target, provider)),
  };
}

async function urlOf(target: Target, provider: Provider): Promise<string> {
  if (target.isLocal) return `${target.webhooksUrl}/${provider.name}`;
  const { webhookAddresses } = await import('../stage/webhook-addresses.ts');
  return (await webhookAddresses(target))(provider).url;
}

/** The newest of those that the local stack was started with, if it has the same environment. */
export const localSecret = ({ name }: Provider, environment: Environment): string =>
  secretLines(environment[secretVariable(name)] ?? '')[0] ?? LOCAL_SECRET;

async function stageSecret(target: DeployedTarget, { name, title }: Provider): Promise<string> {
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  const [newest] = await new StageSecrets(target).present(name);
  if (newest !== undefined) return newest;
  const remedy = `npx checkouts secret set ${name}${target.suffix}`;
  throw new CommandFailure(exitCode.no, `${target.title} has no secret for ${title}: ${remedy}`);
}
