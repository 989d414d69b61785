import type { Stoppable } from '../emulators/restartable.ts';
import { startServiceLambdaApi } from '../lambda-api/start-service-lambda-api.ts';
import { endpoint } from './addresses.ts';
import { ServiceFunctions } from './functions/service-functions.ts';
import { ServiceMappings } from './functions/service-mappings.ts';
import { startServiceGateway } from './service-gateway.ts';
import { NOTIFY_FUNCTION, type StackContext } from './stack-context.ts';
import { startQueues, startTables } from './start-emulators.ts';

/** One part of the stack, running in its own process. It finds the other parts by their ports. */
interface RunningRole extends Stoppable {
  /** The URL that the role serves, or that it works for. */
  readonly url: string;
}

type Role = (context: StackContext) => Promise<RunningRole>;

const queue: Role = async (context) => {
  const queues = await startQueues(context);
  return { url: context.addresses.sqsEndpoint, stop: () => queues.stop() };
};

const table: Role = async (context) => {
  const tables = await startTables(context);
  return { url: context.addresses.dynamodbEndpoint, stop: () => tables.stop() };
};

const gateway: Role = async (context) => {
  const keys = context.service.routes.map(({ functionKey }) => functionKey);
  const functions = new ServiceFunctions(context, keys);
  await functions.prewarm();
  const running = await startServiceGateway(context, functions);
  return { url: endpoint(context.options.host, running.port), stop: () => stopInTurn(running, functions) };
};

/** Returns a role that runs one function with its event source mappings. */
const worker =
  (key: string): Role =>
  async (context) => {
    const functions = new ServiceFunctions(context, [key]);
    await functions.prewarm();
    const mappings = new ServiceMappings(context, functions, [key]);
    return { url: context.addresses.sqsEndpoint, stop: () => stopInTurn(mappings, functions) };
  };

/** Notify pauses its own mapping when the shop's endpoint is gone, so Lambda's API is here. */
const notifier: Role = async (context) => {
  const functions = new ServiceFunctions(context, [NOTIFY_FUNCTION]);
  await functions.prewarm();
  const mappings = new ServiceMappings(context, functions, [NOTIFY_FUNCTION]);
  const lambdaApi = await startServiceLambdaApi(context, mappings.pausable);
  return {
    url: context.addresses.lambdaEndpoint,
    stop: () => stopInTurn(lambdaApi, mappings, functions),
  };
};

async function stopInTurn(...parts: readonly Stoppable[]): Promise<void> {
  for (const part of parts) await part.stop();
}

export const roles: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    queue,
    table,
    gateway,
    consumer: worker('consume'),
    publisher: worker('publish'),
    notifier,
  }),
);
