import * as z from 'zod/mini';
import type { Provider } from '../../lib/providers/provider.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { CommandFailure, exitCode } from '../failure/command-failure.ts';
import type { DeployedTarget, LocalTarget, Target } from './target.ts';

/** The URL for a provider's webhooks, and the page of its dashboard on which to enter it. */
export interface WebhookAddress {
  readonly url: string;
  readonly where?: string;
}

/** The addresses of all webhooks of a target. */
export interface WebhookAddresses {
  readonly baseUrl: string;
  /** Descriptions of the stack's outputs, by the name of the output. */
  readonly descriptions: ReadonlyMap<string, string | undefined>;
}

/** @throws CommandFailure if the stage is not deployed */
export const findWebhookAddresses = async (target: Target): Promise<WebhookAddresses> =>
  target.isLocal ? localAddresses(target) : findDeployedAddresses(target);

export function addressOf({ baseUrl, descriptions }: WebhookAddresses, provider: Provider): WebhookAddress {
  const where = descriptions.get(`${provider.title}WebhookUrl`);
  return withoutUndefined({ url: `${baseUrl}/${provider.name}`, where });
}

async function findDeployedAddresses(target: DeployedTarget): Promise<WebhookAddresses> {
  const { describeStack } = await import('../aws/describe-stack.ts');
  const stack = await describeStack(target);
  if (!stack) throw new CommandFailure(exitCode.no, notDeployed(target));
  const api = stack.outputs.get('HttpApiUrl')?.value;
  if (api === undefined) throw new CommandFailure(exitCode.no, noApi(target, stack.status));
  const descriptions = new Map<string, string | undefined>();
  for (const [name, { description }] of stack.outputs) descriptions.set(name, description);
  return { baseUrl: `${api}/webhooks`, descriptions };
}

const notDeployed = ({ stackName, stage }: DeployedTarget): string =>
  `There is no stack ${stackName} in this account and region. Deploy it with: npx serverless deploy --stage ${stage}`;

const noApi = ({ stackName }: DeployedTarget, status: string): string =>
  `The stack ${stackName} has no HTTP API. Its status is ${status}.`;

const OutputsFile = z.object({
  Outputs: z.record(z.string(), z.object({ Description: z.optional(z.string()) })),
});

/** The descriptions come from the file that a deployment takes them from. */
function localAddresses({ webhooksUrl }: LocalTarget): WebhookAddresses {
  const file = readCloudFormationYaml(projectDirectory, 'resources/outputs.yml');
  const descriptions = new Map<string, string | undefined>();
  for (const [name, { Description }] of Object.entries(z.parse(OutputsFile, file).Outputs))
    descriptions.set(name, Description);
  return { baseUrl: webhooksUrl, descriptions };
}
