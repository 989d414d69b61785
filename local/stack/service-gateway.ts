import { type Gateway, startGateway } from '../gateway/gateway.ts';
import type { ServiceFunctions } from './functions/service-functions.ts';
import type { StackContext } from './stack-context.ts';

/** Starts the HTTP API with all routes of the service. */
export const startServiceGateway = (
  { options, service }: StackContext,
  functions: ServiceFunctions,
): Promise<Gateway> =>
  startGateway({
    routes: service.routes,
    invoke: (key, event) => functions.invoke(key, event),
    host: options.host,
    port: options.ports.http,
    onFault: options.onFault,
  });
