import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetterBox, HeldLetter } from '../dead-letters/held-letter.ts';

/** Long enough to get through what is held at a modest rate; after a crash the letters are back after this time. */
const HOLD_SECONDS = 300;
const BATCH_SIZE = 10;

/** The dead-letter queue on SQS. */
export class DeadLetters implements DeadLetterBox {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #waitSeconds: number;

  /**
   * @param waitSeconds above 0 to ask all of SQS's servers (long polling): without it an answer may be empty although
   * there are messages. An emulator is one server, and need not be waited for.
   */
  constructor(client: SQSClient, queueUrl: string, waitSeconds: number) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#waitSeconds = waitSeconds;
  }

  /** Up to ten, held; none when there are no more that nobody holds. */
  async receive(): Promise<readonly HeldLetter[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      VisibilityTimeout: HOLD_SECONDS,
      WaitTimeSeconds: this.#waitSeconds,
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
