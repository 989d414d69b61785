import * as z from 'zod/mini';
import type { Provider } from '../../lib/providers/provider.ts';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { CommandFailure, exitCode } from '../failure/command-failure.ts';
import type { DeployedTarget, Target } from './target.ts';

/** Where a provider's webhooks go, and where its dashboard wants to be told. */
export interface WebhookAddress {
  readonly url: string;
  readonly where?: string;
}

type Described = ReadonlyMap<string, { readonly description?: string }>;

/** The addresses of a target's webhooks by provider. @throws CommandFailure when the stage is not deployed */
export async function webhookAddresses(target: Target) {
  const { baseUrl, outputs } = target.isLocal
    ? localOutputs(target.webhooksUrl)
    : await deployedOutputs(target);
  return (provider: Provider): WebhookAddress => {
    const where = outputs.get(`${provider.title}WebhookUrl`)?.description;
    return { url: `${baseUrl}/${provider.name}`, ...(where && { where }) };
  };
}

async function deployedOutputs(target: DeployedTarget) {
  const { describeStack } = await import('../aws/describe-stack.ts');
  const stack = await describeStack(target);
  if (!stack) throw new CommandFailure(exitCode.no, notDeployed(target));
  const api = stack.outputs.get('HttpApiUrl')?.value;
  if (api === undefined)
    throw new CommandFailure(exitCode.no, `${target.title} has no HTTP API: ${stack.status}.`);
  return { baseUrl: `${api}/webhooks`, outputs: stack.outputs };
}

const notDeployed = ({ stackName, stage }: DeployedTarget): string =>
  `There is no stack ${stackName} in this account and region. Deploy it: npx serverless deploy --stage ${stage}`;

const OutputsFile = z.object({
  Outputs: z.record(z.string(), z.object({ Description: z.optional(z.string()) })),
});

/** The same words that the deployment would say, from the file that they come from. */
function localOutputs(baseUrl: string): { readonly baseUrl: string; readonly outputs: Described } {
  const file = readCloudFormationYaml(projectDirectory, 'resources/outputs.yml');
  const outputs = Object.entries(z.parse(OutputsFile, file).Outputs).map(
    ([name, { Description }]) => [name, { ...(Description && { description: Description }) }] as const,
  );
  return { baseUrl, outputs: new Map(outputs) };
}
