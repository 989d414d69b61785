import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { claimPorts } from '../../../local/emulators/claim-ports.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { Restartable, type Stoppable } from '../../../local/emulators/restartable.ts';
import { startSqs } from '../../../local/emulators/start-sqs.ts';
import { EventSourceMapping, type MappingOptions } from '../../../local/mapping/event-source-mapping.ts';
import { createQueues } from '../../../local/resources/create-queues.ts';
import { queueArn, queueUrl } from '../../../local/resources/resource-names.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import type { QueueDefinition } from '../../../service/resources/queue-definition.ts';
import type { ServiceDefinition } from '../../../service/service-definition.ts';

const region = 'eu-central-1';

const letters: QueueDefinition = { name: 'dead-letters', attributes: {} };
const deliveries = (visibilitySeconds: number): QueueDefinition => ({
  name: 'deliveries',
  attributes: { VisibilityTimeout: String(visibilitySeconds) },
  redrive: { deadLetterQueue: 'Letters', maxReceiveCount: 3 },
});

const serviceWith = (queues: ServiceDefinition['queues']): ServiceDefinition => ({
  directory: '',
  region,
  functions: {},
  routes: [],
  mappings: [],
  streamMappings: [],
  tables: {},
  topics: {},
  subscriptions: {},
  queues,
});

const running: Stoppable[] = [];

/** For `afterAll`. Stops everything that the tests of a file have started, the mappings before their queues. */
export async function stopQueues(): Promise<void> {
  for (const part of running.splice(0).reverse()) await part.stop();
}

/** A queue on its own emulator, until `stopQueues`. After three receives a message goes to its dead-letter queue. */
export class QueueUnderTest {
  readonly #service: ServiceDefinition;
  readonly #endpoint: string;
  readonly #queue: QueueDefinition;
  readonly client: SQSClient;
  /** The emulator, to be stopped and started again. */
  readonly emulator: Restartable;

  static async start(visibilitySeconds: number, dataDir?: string): Promise<QueueUnderTest> {
    const [port = 0] = await claimPorts([{ variable: 'SQS_PORT', host: LOCAL_HOST, port: 0 }]);
    const queue = new QueueUnderTest(port, deliveries(visibilitySeconds), dataDir);
    await queue.emulator.start();
    running.push(queue.emulator);
    return queue;
  }

  private constructor(port: number, queue: QueueDefinition, dataDir?: string) {
    this.#endpoint = `http://${LOCAL_HOST}:${port}`;
    this.#queue = queue;
    this.#service = serviceWith({ Deliveries: queue, Letters: letters });
    this.client = new SQSClient({ ...localClient(this.#endpoint, region), maxAttempts: 1 });
    this.emulator = new Restartable(async () => {
      const sqs = await startSqs({ host: LOCAL_HOST, port, region, dataDir });
      await createQueues(this.#service, this.#endpoint);
      return sqs;
    });
  }

  get url(): string {
    return queueUrl(this.#endpoint, this.#queue);
  }

  /** Starts an event source mapping to a function. */
  feed(invoke: MappingOptions['invoke'], options: Partial<MappingOptions> = {}) {
    const faults: string[] = [];
    const mapping = new EventSourceMapping({
      client: this.client,
      queueUrl: this.url,
      queueArn: queueArn(region, this.#queue),
      region,
      batchSize: 10,
      windowSeconds: 0,
      reportBatchItemFailures: true,
      maximumConcurrency: 1,
      invoke,
      onFault: (fault) => faults.push(fault),
      ...options,
    });
    running.push(mapping);
    return { mapping, faults };
  }

  /** Sends messages and returns their ids. */
  async send(
    bodies: readonly string[],
    attributes: SendMessageCommandInput['MessageAttributes'] = {},
  ): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const MessageBody of bodies) {
      const command = new SendMessageCommand({
        QueueUrl: this.url,
        MessageBody,
        MessageAttributes: attributes,
      });
      ids.push((await this.client.send(command)).MessageId ?? '');
    }
    return ids;
  }

  /** Returns how many messages the queue holds, including those that are not visible. */
  async size(): Promise<number> {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes = {} } = await this.client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  }

  /** Receives the messages in the dead-letter queue. */
  async deadLetters(): Promise<readonly Message[]> {
    const QueueUrl = queueUrl(this.#endpoint, letters);
    const { Messages = [] } = await this.client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    return Messages;
  }
}
