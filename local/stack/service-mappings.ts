import { SQSClient } from '@aws-sdk/client-sqs';
import type { MappingDefinition } from '../../service/mapping-definition.ts';
import { localClient } from '../emulators/local-client.ts';
import { EventSourceMapping } from '../mapping/event-source-mapping.ts';
import { queueArn, queueUrl } from '../resources/resource-names.ts';
import type { ServiceFunctions } from './service-functions.ts';
import type { StackContext } from './stack-context.ts';

/** The emulator checks no signature, and signing took a third of the time of a poll. */
const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };

/** All event source mappings of the service. They start to poll at once, even before the queues exist. */
export class ServiceMappings {
  readonly #client: SQSClient;
  readonly #mappings: readonly EventSourceMapping[];

  constructor(context: StackContext, functions: ServiceFunctions) {
    const { service, addresses } = context;
    const config = localClient(addresses.sqsEndpoint, service.region);
    this.#client = new SQSClient({ ...config, signer: unsigned, maxAttempts: 1 });
    this.#mappings = service.mappings.map((each) => startMapping(context, functions, this.#client, each));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#mappings.map((each) => each.stop()));
    this.#client.destroy();
  }
}

function startMapping(
  { options, service, addresses }: StackContext,
  functions: ServiceFunctions,
  client: SQSClient,
  mapping: MappingDefinition,
): EventSourceMapping {
  const { functionKey } = mapping;
  const queue = service.queues[mapping.queue];
  if (!queue) throw new Error(`serverless.yml: ${mapping.queue} is not a queue of this service.`);
  // A batch that waits for a free environment grows old, so no more are taken than the function can handle.
  const maximumConcurrency = Math.min(
    mapping.maximumConcurrency ?? options.maximumEnvironments,
    options.maximumEnvironments,
  );
  return new EventSourceMapping({
    ...mapping,
    client,
    queueUrl: queueUrl(addresses.sqsEndpoint, queue),
    queueArn: queueArn(service.region, queue),
    region: service.region,
    maximumConcurrency,
    invoke: (event) => functions.invoke(functionKey, event),
    onFault: (text) => options.onFault(`${functionKey}: ${text}`),
  });
}
