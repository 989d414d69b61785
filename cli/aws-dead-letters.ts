import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A dead letter that nobody else gets for a while, because we have received it. */
export interface HeldLetter {
  readonly messageId: string;
  readonly receipt: string;
  /** The queue message as it was. */
  readonly text: string;
  /** Why it was put aside; none when SQS moved it after too many failed receives. */
  readonly reason?: string;
  readonly provider?: string;
  /** When it was put into the queue that it was first in (UTC, milliseconds). */
  readonly sentAt: string;
  /** Looking at it counts as receiving it. */
  readonly receiveCount: number;
}

/** Long enough to get through what is held at a modest rate; after a crash the letters are back after this time. */
const HOLD_SECONDS = 300;
/** Long polling asks all of SQS's servers: without it an answer may be empty although there are messages. */
const WAIT_SECONDS = 1;
const BATCH_SIZE = 10;

/** The dead-letter queue, seen by a person who goes through it. */
export class DeadLetters {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  /** Up to ten, held; none when there are no more that nobody holds. */
  async receive(): Promise<readonly HeldLetter[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      VisibilityTimeout: HOLD_SECONDS,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    });
    const { Messages = [] } = await this.#client.send(command);
    return Messages.map(letterFrom);
  }

  async delete({ receipt }: HeldLetter): Promise<void> {
    await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle: receipt }));
  }

  /** Lets others have them again at once. Those that it fails for come back by themselves. */
  async release(letters: readonly HeldLetter[]): Promise<void> {
    for (let start = 0; start < letters.length; start += BATCH_SIZE) {
      const Entries = letters.slice(start, start + BATCH_SIZE).map(({ receipt }, index) => ({
        Id: String(index),
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }));
      await this.#client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
    }
  }
}

function letterFrom({ MessageId = '', ReceiptHandle = '', Body = '', ...message }: Message): HeldLetter {
  const { SentTimestamp = '0', ApproximateReceiveCount = '1' } = message.Attributes ?? {};
  const reason = message.MessageAttributes?.['reason']?.StringValue;
  const provider = message.MessageAttributes?.['provider']?.StringValue;
  return {
    messageId: MessageId,
    receipt: ReceiptHandle,
    text: Body,
    ...(reason !== undefined && { reason }),
    ...(provider !== undefined && { provider }),
    sentAt: new Date(Number(SentTimestamp)).toISOString(),
    receiveCount: Number(ApproximateReceiveCount),
  };
}
