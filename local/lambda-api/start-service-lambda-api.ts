import { join } from 'node:path';
import { endpointPort } from '../stack/addresses.ts';
import { functionVariables } from '../stack/functions/function-variables.ts';
import type { StackContext } from '../stack/stack-context.ts';
import { type LambdaApi, startLambdaApi } from './lambda-api.ts';
import type { PausableMapping } from './pausable-mapping.ts';

/** In the data directory: which mappings are paused. */
const PAUSED_FILE = 'paused-mappings.json';

/** Starts Lambda's API for the mappings that run in this process. */
export function startServiceLambdaApi(
  context: StackContext,
  mappings: readonly PausableMapping[],
): Promise<LambdaApi> {
  const { options, service, addresses } = context;
  return startLambdaApi({
    port: endpointPort(addresses.lambdaEndpoint),
    region: service.region,
    mappings,
    variablesOf: (name) => variablesOf(context, name),
    pausedFile: options.dataDir && join(options.dataDir, PAUSED_FILE),
    onFault: options.onFault,
  });
}

/** Without the secrets: in AWS they are not in the environment either. */
function variablesOf(context: StackContext, name: string): Record<string, string> | undefined {
  const definition = Object.values(context.service.functions).find((each) => each.name === name);
  if (!definition) return undefined;
  const variables = Object.entries(functionVariables(context, definition));
  return Object.fromEntries(variables.filter(([variable]) => !variable.includes('SECRET')));
}
