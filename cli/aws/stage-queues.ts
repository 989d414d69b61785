import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Target } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { note } from '../terminal/screen.ts';
import { DeadLetters } from './sqs-dead-letters.ts';

/** The number of messages in a queue. SQS counts roughly: for a minute it may miss a message or count it twice. */
export interface QueueCount {
  readonly waiting: number;
  /** Received by a consumer that has not deleted them yet. */
  readonly held: number;
  /** Sent, but not to be received yet. */
  readonly delayed: number;
}

/** A queue of a stage, by the end of its name. */
export type StageQueue =
  | 'deliveries'
  | 'dead-letters'
  | 'notify.fifo'
  | 'notify-dead-letters.fifo'
  | 'unreadable-changes';

/** A message for a FIFO queue. */
export interface OrderedMessage {
  readonly text: string;
  /** Messages of one group stay in order. */
  readonly group: string;
  /** SQS drops a message with the same one within five minutes. */
  readonly deduplicationId: string;
}

/** The queues of a target, found by the names that resources/queues.yml gives them. */
export class Queues {
  readonly #client: SQSClient;
  readonly #target: Target;
  readonly #urls = new Map<string, Promise<string>>();

  constructor(target: Target) {
    // An emulator may put any host into the URL of a queue, so requests must go to the endpoint instead.
    this.#client = new SQSClient({ ...target.sqs, useQueueUrlAsEndpoint: false });
    this.#target = target;
  }

  async openDeadLetters(queue: StageQueue = 'dead-letters'): Promise<DeadLetters> {
    const waitSeconds = this.#target.isLocal ? 0 : 1;
    return new DeadLetters(this.#client, await this.#url(queue), waitSeconds, noteHidden);
  }

  /**
   * Sends queue messages back to the delivery queue, unchanged, with as few calls as their sizes allow.
   * @returns the positions of the texts that the queue has accepted
   */
  async deliver(texts: readonly string[]): Promise<ReadonlySet<number>> {
    const QueueUrl = await this.#url('deliveries');
    const accepted = new Set<number>();
    for (const Entries of sendable(texts)) {
      const command = new SendMessageBatchCommand({ QueueUrl, Entries: [...Entries] });
      const { Successful = [] } = await this.#client.send(command);
      for (const { Id } of Successful) accepted.add(Number(Id));
    }
    return accepted;
  }

  /** Resolves once the queue has accepted the message. */
  async sendInOrder(queue: StageQueue, { text, group, deduplicationId }: OrderedMessage): Promise<void> {
    const command = new SendMessageCommand({
      QueueUrl: await this.#url(queue),
      MessageBody: text,
      MessageGroupId: group,
      MessageDeduplicationId: deduplicationId,
    });
    await this.#client.send(command);
  }

  async count(queue: StageQueue): Promise<QueueCount> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: await this.#url(queue),
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    });
    const { Attributes = {} } = await this.#client.send(command);
    return {
      waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
      held: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
    };
  }

  #url(queue: StageQueue): Promise<string> {
    const known = this.#urls.get(queue) ?? this.#findUrl(queue);
    this.#urls.set(queue, known);
    return known;
  }

  async #findUrl(queue: StageQueue): Promise<string> {
    const QueueName = `${this.#target.stackName}-${queue}`;
    const { QueueUrl } = await this.#client.send(new GetQueueUrlCommand({ QueueName }));
    if (QueueUrl === undefined) throw new Error(`SQS returned no URL for the queue ${QueueName}.`);
    return QueueUrl;
  }
}

/** SQS accepts 1 MiB in one call. */
const LARGEST_CALL = 1_048_576;

/** Returns the entries of the calls that send the texts. The id of an entry is the position of its text. */
function sendable(texts: readonly string[]): readonly (readonly { Id: string; MessageBody: string }[])[] {
  const calls: { Id: string; MessageBody: string }[][] = [];
  let room = 0;
  for (const [position, text] of texts.entries()) {
    const bytes = Buffer.byteLength(text);
    if (bytes > room) {
      calls.push([]);
      room = LARGEST_CALL;
    }
    calls.at(-1)?.push({ Id: String(position), MessageBody: text });
    room -= bytes;
  }
  return calls;
}

const noteHidden = (count: number): void =>
  note(`SQS did not release ${counted(count, 'dead letter')}. No command sees them for up to five minutes.`);
