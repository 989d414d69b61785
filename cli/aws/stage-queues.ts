import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Target } from '../stage/target.ts';
import { DeadLetters } from './sqs-dead-letters.ts';

/** What waits in a queue. SQS counts roughly: a message may be missing, or counted twice, for a minute. */
export interface QueueCount {
  readonly waiting: number;
  /** Received by someone and not yet done with. */
  readonly held: number;
}

/** The queues of a target, by the names that resources/queues.yml gives them. */
export class Queues {
  readonly #client: SQSClient;
  readonly #target: Target;

  constructor(target: Target) {
    // The endpoint decides, and not the host that stands in a queue's URL: an emulator may call itself anything.
    this.#client = new SQSClient({ ...target.sqs, useQueueUrlAsEndpoint: false });
    this.#target = target;
  }

  async deadLetters(): Promise<DeadLetters> {
    return new DeadLetters(this.#client, await this.#url('dead-letters'), this.#target.isLocal ? 0 : 1);
  }

  /** Gives a queue message back to the delivery queue, exactly as it was. */
  async deliver(text: string): Promise<void> {
    const QueueUrl = await this.#url('deliveries');
    await this.#client.send(new SendMessageCommand({ QueueUrl, MessageBody: text }));
  }

  async count(queue: 'dead-letters' | 'deliveries'): Promise<QueueCount> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: await this.#url(queue),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    const { Attributes = {} } = await this.#client.send(command);
    return {
      waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
      held: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
    };
  }

  readonly #urls = new Map<string, Promise<string>>();

  #url(queue: string): Promise<string> {
    const known = this.#urls.get(queue) ?? this.#findUrl(queue);
    this.#urls.set(queue, known);
    return known;
  }

  async #findUrl(queue: string): Promise<string> {
    const QueueName = `${this.#target.stackName}-${queue}`;
    const { QueueUrl } = await this.#client.send(new GetQueueUrlCommand({ QueueName }));
    if (QueueUrl === undefined) throw new Error(`SQS gave no URL for ${QueueName}.`);
    return QueueUrl;
  }
}
