import { readServiceDefinition, type ServiceDefinition } from '../../service/service-definition.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import type { CompleteOptions } from './stack-options.ts';

/** Everything that each part of the stack needs to know about the whole. */
export interface StackContext {
  readonly options: CompleteOptions;
  readonly service: ServiceDefinition;
  readonly addresses: Addresses;
}

/** The function that sends events to the shop. */
export const NOTIFY_FUNCTION = 'notify';

/** Without an address to forward to there is no notify, as in a template without the setting `notifyUrl`. */
function withoutNotify(service: ServiceDefinition): ServiceDefinition {
  const { [NOTIFY_FUNCTION]: _, ...functions } = service.functions;
  const mappings = service.mappings.filter(({ functionKey }) => functionKey !== NOTIFY_FUNCTION);
  const { NotifySubscription: __, ...subscriptions } = service.subscriptions;
  return { ...service, functions, mappings, subscriptions };
}

/** Reads the service's definition. @param options with the ports that the emulators really have */
export function readStackContext(options: CompleteOptions): StackContext {
  const service = readServiceDefinition(options.directory);
  return {
    options,
    service: options.forwardTo === undefined ? withoutNotify(service) : service,
    addresses: addressesOf(options.ports, options.dynamodbEndpoint),
  };
}
