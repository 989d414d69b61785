import { readServiceDefinition, type ServiceDefinition } from '../../service/service-definition.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import type { CompleteOptions } from './stack-options.ts';

/** Everything that each part of the stack needs to know about the whole. */
export interface StackContext {
  readonly options: CompleteOptions;
  readonly service: ServiceDefinition;
  readonly addresses: Addresses;
}

/** Reads the service's definition. @param options with the ports that the emulators really have */
export const readStackContext = (options: CompleteOptions): StackContext => ({
  options,
  service: readServiceDefinition(options.directory),
  addresses: addressesOf(options.ports, options.dynamodbEndpoint),
});
