import type { Stoppable } from '../emulators/restartable.ts';
import { endpoint } from './addresses.ts';
import { ServiceFunctions } from './service-functions.ts';
import { startServiceGateway } from './service-gateway.ts';
import { ServiceMappings } from './service-mappings.ts';
import type { StackContext } from './stack-context.ts';
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

const consumer: Role = async (context) => {
  const keys = context.service.mappings.map(({ functionKey }) => functionKey);
  const functions = new ServiceFunctions(context, keys);
  await functions.prewarm();
  const mappings = new ServiceMappings(context, functions);
  return { url: context.addresses.sqsEndpoint, stop: () => stopInTurn(mappings, functions) };
};

async function stopInTurn(...parts: readonly Stoppable[]): Promise<void> {
  for (const part of parts) await part.stop();
}

export const roles: ReadonlyMap<string, Role> = new Map(Object.entries({ queue, table, gateway, consumer }));
