import { readServiceDefinition, type ServiceDefinition } from '../../service/service-definition.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import type { CompleteOptions } from './stack-options.ts';

/** Everything that each part of the stack needs to know about the whole. */
export interface StackContext {
  readonly options: CompleteOptions;
  readonly service: ServiceDefinition;
  readonly addresses: Addresses;
}

const NOTIFY = 'notify';

/** Without an endpoint there is no notify, as in a template without the setting `notifyUrl`. */
function withoutNotify(service: ServiceDefinition): ServiceDefinition {
  const { [NOTIFY]: _, ...functions } = service.functions;
  const mappings = service.mappings.filter(({ functionKey }) => functionKey !== NOTIFY);
  const { NotifySubscription: __, ...subscriptions } = service.subscriptions;
  return { ...service, functions, mappings, subscriptions };
}

/** Reads the service's definition. @param options with the ports that the emulators really have */
export const readStackContext = (options: CompleteOptions): StackContext => ({
  options,
  service: withoutNotify(readServiceDefinition(options.directory)),
  addresses: addressesOf(options.ports, options.dynamodbEndpoint),
});
