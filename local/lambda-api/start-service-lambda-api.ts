import { join } from 'node:path';
import { endpointPort } from '../stack/addresses.ts';
import type { StackContext } from '../stack/stack-context.ts';
import { type LambdaApi, startLambdaApi } from './lambda-api.ts';
import type { PausableMapping } from './pausable-mapping.ts';

/** In the data directory: which mappings are paused. */
const PAUSED_FILE = 'paused-mappings.json';

/** Starts Lambda's API for the mappings that run in this process. */
export const startServiceLambdaApi = (
  { options, service, addresses }: StackContext,
  mappings: readonly PausableMapping[],
): Promise<LambdaApi> =>
  startLambdaApi({
    port: endpointPort(addresses.lambdaEndpoint),
    region: service.region,
    mappings,
    pausedFile: options.dataDir && join(options.dataDir, PAUSED_FILE),
    onFault: options.onFault,
  });
