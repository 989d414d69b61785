import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { exitCode } from '../failure/exit-code.ts';
import type { DeployedPlace, Environment, Place } from '../stage/place.ts';

/** Where a webhook goes, and what it is signed with. */
export interface SendTarget {
  readonly url: string;
  readonly secret: string;
}

/**
 * What was given, completed from the place: on the local stack from the environment, on a deployed stage from the
 * stack (the URL) and from SSM (the newest secret), as far as the user may read them.
 */
export async function sendTarget(
  place: Place,
  provider: Provider,
  { url, secret }: Partial<SendTarget>,
  environment: Environment,
): Promise<SendTarget> {
  if (url !== undefined && secret !== undefined) return { url, secret };
  return {
    url: url ?? (await urlOf(place, provider)),
    secret:
      secret ?? (place.isLocal ? localSecret(provider, environment) : await stageSecret(place, provider)),
  };
}

async function urlOf(place: Place, provider: Provider): Promise<string> {
  if (place.isLocal) return `${place.webhooksUrl}/${provider.name}`;
  const { webhookAddresses } = await import('../stage/webhook-address.ts');
  return (await webhookAddresses(place))(provider).url;
}

/** The newest of those that the local stack was started with, if it has the same environment. */
export const localSecret = ({ name }: Provider, environment: Environment): string =>
  secretLines(environment[secretVariable(name)] ?? '')[0] ?? LOCAL_SECRET;

async function stageSecret(place: DeployedPlace, { name, title }: Provider): Promise<string> {
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  const [newest] = await new StageSecrets(place).present(name);
  if (newest !== undefined) return newest;
  const remedy = `npx checkouts secret set ${name}${place.suffix}`;
  throw new CommandFailure(exitCode.no, `${place.title} has no secret for ${title}: ${remedy}`);
}
