import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import type { DeployedTarget, Environment, Target } from '../stage/target.ts';

/** The URL to which a webhook is sent, and the secret with which it is signed. */
export interface Destination {
  readonly url: string;
  readonly secret: string;
  /** The address that a provider signs, if the service has another one than where the webhook is sent. */
  readonly publicUrl?: string;
}

/**
 * Completes a destination. On the local stack, the URL follows from the port and the secret from the environment. On a
 * deployed stage, the URL comes from its stack and the secret from SSM, if the user may read them.
 */
export async function findDestination(
  target: Target,
  provider: Provider,
  { url, secret }: Partial<Destination>,
  environment: Environment,
): Promise<Destination> {
  return withoutUndefined({
    url: url ?? (await findUrl(target, provider)),
    secret: secret ?? (await findSecret(target, provider, environment)),
    // As for npm start. A deployed stage has its own address.
    publicUrl: (target.isLocal && environment['PUBLIC_URL']) || undefined,
  });
}

async function findUrl(target: Target, provider: Provider): Promise<string> {
  if (target.isLocal) return `${target.webhooksUrl}/${provider.name}`;
  const { addressOf, findWebhookAddresses } = await import('../stage/webhook-addresses.ts');
  return addressOf(await findWebhookAddresses(target), provider).url;
}

const findSecret = async (target: Target, provider: Provider, environment: Environment): Promise<string> =>
  target.isLocal ? localSecret(provider, environment) : readStageSecret(target, provider);

/** The newest secret of the local stack, if `npm start` had the same environment. */
export const localSecret = (provider: Provider, environment: Environment): string =>
  secretLines(environment[secretVariable(provider.name)] ?? '')[0] ?? secretFor(provider, LOCAL_SECRET);

async function readStageSecret(target: DeployedTarget, { name, title }: Provider): Promise<string> {
  const { StageSecrets } = await import('../aws/stage-secrets.ts');
  const [newest] = await new StageSecrets(target).accepted(name);
  if (newest !== undefined) return newest;
  const remedy = `npx checkout-webhooks secret set ${name}${target.suffix}`;
  throw new CommandFailure(
    'no_secret',
    `There is no secret for ${title} on ${target.title}. Set one with: ${remedy}`,
  );
}
