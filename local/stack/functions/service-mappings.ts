import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localClient } from '../../emulators/local-client.ts';
import type { Stoppable } from '../../emulators/restartable.ts';
import type { PausableMapping } from '../../lambda-api/pausable-mapping.ts';
import type { StackContext } from '../stack-context.ts';
import type { ServiceFunctions } from './service-functions.ts';
import { startQueueMapping } from './start-queue-mapping.ts';
import { startStreamMapping } from './start-stream-mapping.ts';

/** The emulator of SQS checks no signature, and signing took a third of the time of a poll. */
const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };

/** The event source mappings of some functions. They start to read at once, even before their sources exist. */
export class ServiceMappings implements Stoppable {
  readonly #queues: SQSClient;
  readonly #streams: DynamoDBStreamsClient;
  readonly #mappings: readonly (PausableMapping & Stoppable)[];

  /** @param keys of the functions whose mappings run here */
  constructor(context: StackContext, functions: ServiceFunctions, keys: readonly string[]) {
    const { service, addresses } = context;
    const { sqsEndpoint, dynamodbEndpoint } = addresses;
    this.#queues = new SQSClient({
      ...localClient(sqsEndpoint, service.region),
      signer: unsigned,
      maxAttempts: 1,
    });
    this.#streams = new DynamoDBStreamsClient({
      ...localClient(dynamodbEndpoint, service.region),
      maxAttempts: 1,
    });
    const runsHere = ({ functionKey }: { readonly functionKey: string }) => keys.includes(functionKey);
    this.#mappings = [
      ...service.mappings
        .filter(runsHere)
        .map((each) => startQueueMapping(context, functions, this.#queues, each)),
      ...service.streamMappings
        .filter(runsHere)
        .map((each) => startStreamMapping(context, functions, this.#streams, each)),
    ];
  }

  /** For Lambda's API, which pauses and resumes them. */
  get pausable(): readonly PausableMapping[] {
    return this.#mappings;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#mappings.map((each) => each.stop()));
    this.#queues.destroy();
    this.#streams.destroy();
  }
}
