import { readServiceDefinition, type ServiceDefinition } from '../../service/service-definition.ts';
import type { Stoppable } from '../emulators/restartable.ts';
import { startGateway } from '../gateway/gateway.ts';
import { type Addresses, addressesOf, endpoint } from './addresses.ts';
import { startQueuePart, startTablePart } from './emulator-parts.ts';
import { ServiceFunctions } from './service-functions.ts';
import { ServiceMappings } from './service-mappings.ts';
import { type CompleteOptions, completeOptions, type StackOptions } from './stack-options.ts';

/** One part of the stack in a process of its own, which finds the others by their ports. */
export interface RoleContext {
  readonly options: CompleteOptions;
  readonly service: ServiceDefinition;
  readonly addresses: Addresses;
}

export function roleContext(given: StackOptions): RoleContext {
  const options = completeOptions(given);
  const { ports, dynamodbEndpoint } = options;
  return {
    options,
    service: readServiceDefinition(options.directory),
    addresses: addressesOf(ports.sqs, ports.dynamodb, dynamodbEndpoint),
  };
}

/** A role that runs, and where. */
interface RunningRole extends Stoppable {
  readonly at: string;
}

type Role = (context: RoleContext) => Promise<RunningRole>;

const queue: Role = async ({ options, service, addresses }) => {
  const { stop } = await startQueuePart(options, service, addresses);
  return { at: addresses.sqsEndpoint, stop };
};

const table: Role = async ({ options, service, addresses }) => {
  const { stop } = await startTablePart(options, service, addresses);
  return { at: addresses.dynamodbEndpoint, stop };
};

const gateway: Role = async ({ options, service, addresses }) => {
  const keys = service.routes.map(({ functionKey }) => functionKey);
  const functions = new ServiceFunctions({ ...options, service, addresses }, keys);
  await functions.prewarm();
  const { host, ports, onFault } = options;
  const invoke = (key: string, event: unknown) => functions.invoke(key, event);
  const { routes } = service;
  const running = await startGateway({ routes, invoke, host, port: ports.http, onFault });
  return { at: endpoint(host, running.port), stop: () => stopAll(running, functions) };
};

const consumer: Role = async ({ options, service, addresses }) => {
  const keys = service.mappings.map(({ functionKey }) => functionKey);
  const functions = new ServiceFunctions({ ...options, service, addresses }, keys);
  await functions.prewarm();
  const { maximumEnvironments: maximumConcurrency, onFault } = options;
  const { sqsEndpoint } = addresses;
  const mappings = new ServiceMappings({ service, sqsEndpoint, functions, maximumConcurrency, onFault });
  return { at: sqsEndpoint, stop: () => stopAll(mappings, functions) };
};

async function stopAll(...parts: readonly Stoppable[]): Promise<void> {
  for (const part of parts) await part.stop();
}

export const roles: ReadonlyMap<string, Role> = new Map(Object.entries({ queue, table, gateway, consumer }));
