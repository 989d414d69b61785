import type { Provider } from '../../lib/providers/provider.ts';
import { providers } from '../../lib/providers/registry.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { webhookOutput } from '../../service/template/webhook-output.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { requireStack } from './require-stack.ts';
import type { DeployedTarget, LocalTarget, Target } from './target.ts';

/** The URL for a provider's webhooks, and the page of its dashboard on which to enter it. */
export interface WebhookAddress {
  readonly url: string;
  readonly where?: string;
}

/** The addresses of all webhooks of a target, by the name of the provider. */
export type WebhookAddresses = ReadonlyMap<string, WebhookAddress>;

/** @throws CommandFailure if the stage is not deployed */
export const findWebhookAddresses = async (target: Target): Promise<WebhookAddresses> =>
  target.isLocal ? localAddresses(target) : findDeployedAddresses(target);

/** @throws CommandFailure if the provider is not switched on there */
export function addressOf(addresses: WebhookAddresses, { name, title }: Provider): WebhookAddress {
  const address = addresses.get(name);
  if (address) return address;
  throw new CommandFailure(
    'not_switched_on',
    `${title} is not switched on here. Add ${name} to the setting providers in stages/<stage>.yml, and deploy.`,
  );
}

/** The outputs are made of the address that API Gateway reports, so they are right on every AWS API server. */
async function findDeployedAddresses(target: DeployedTarget): Promise<WebhookAddresses> {
  const stack = await requireStack(target);
  const addresses = new Map<string, WebhookAddress>();
  for (const provider of providers) {
    const output = stack.outputs.get(webhookOutput(provider).output);
    if (!output) continue;
    addresses.set(provider.name, withoutUndefined({ url: output.value, where: output.description }));
  }
  if (addresses.size === 0) throw new CommandFailure('not_deployed', noApi(target, stack.status));
  return addresses;
}

const noApi = ({ stackName }: DeployedTarget, status: string): string =>
  `The stack ${stackName} has no HTTP API. Its status is ${status}.`;

function localAddresses({ webhooksUrl }: LocalTarget): WebhookAddresses {
  const addresses = new Map<string, WebhookAddress>();
  for (const provider of providers) {
    const where = webhookOutput(provider).description;
    addresses.set(provider.name, { url: `${webhooksUrl}/${provider.name}`, where });
  }
  return addresses;
}
