import { SQSClient } from '@aws-sdk/client-sqs';
import type { MappingDefinition } from '../../service/mapping-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from '../emulators/local-client.ts';
import { queueArn, queueUrl } from '../emulators/queues.ts';
import { EventSourceMapping } from '../mapping/event-source-mapping.ts';
import type { ServiceFunctions } from './service-functions.ts';

export interface MappingsOptions {
  readonly service: ServiceDefinition;
  readonly sqsEndpoint: string;
  readonly functions: ServiceFunctions;
  /** No more batches at once than the functions here can handle: one that waits grows old. */
  readonly maximumConcurrency: number;
  readonly onFault: (text: string) => void;
}

/** The emulator checks no signature, and making one was a third of what a poll costs. */
const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };

/** All event source mappings of the service. They poll at once; the queues may come later. */
export class ServiceMappings {
  readonly #client: SQSClient;
  readonly #mappings: readonly EventSourceMapping[];

  constructor(options: MappingsOptions) {
    const { service, sqsEndpoint } = options;
    const client = { ...localClient(sqsEndpoint, service.region), signer: unsigned };
    this.#client = new SQSClient({ ...client, maxAttempts: 1 });
    this.#mappings = service.mappings.map((each) => startMapping(options, this.#client, each));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#mappings.map((each) => each.stop()));
    this.#client.destroy();
  }
}

function startMapping(
  { service, sqsEndpoint, functions, maximumConcurrency, onFault }: MappingsOptions,
  client: SQSClient,
  mapping: MappingDefinition,
): EventSourceMapping {
  const queue = service.queues[mapping.queue];
  if (!queue) throw new Error(`serverless.yml: ${mapping.queue} is no queue of this service.`);
  return new EventSourceMapping({
    ...mapping,
    client,
    queueUrl: queueUrl(sqsEndpoint, queue),
    queueArn: queueArn(service.region, queue),
    region: service.region,
    maximumConcurrency: Math.min(mapping.maximumConcurrency ?? maximumConcurrency, maximumConcurrency),
    invoke: (event) => functions.invoke(mapping.functionKey, event),
    onFault: (text) => onFault(`${mapping.functionKey}: ${text}`),
  });
}
