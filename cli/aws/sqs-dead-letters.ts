import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { DeadLetterBox, HeldLetter } from '../dead-letters/held-letter.ts';

/** Long enough to go through the held letters at a low rate. After a crash, SQS shows them again when it is over. */
const HOLD_SECONDS = 300;
const BATCH_SIZE = 10;

/** The dead-letter queue on SQS. */
export class DeadLetters implements DeadLetterBox {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #waitSeconds: number;
  readonly #onStillHidden: (count: number) => void;

  /**
   * @param waitSeconds above 0 to ask all servers of SQS (long polling). With 0, an answer may be empty although the
   *   queue has messages. An emulator is a single server and needs no waiting.
   * @param onStillHidden receives the number of letters that SQS did not release. They return after their hold.
   */
  constructor(
    client: SQSClient,
    queueUrl: string,
    waitSeconds: number,
    onStillHidden: (count: number) => void,
  ) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#waitSeconds = waitSeconds;
    this.#onStillHidden = onStillHidden;
  }

  /** Receives and holds up to ten letters. Returns none if all the letters in the queue are held. */
  async receive(): Promise<readonly HeldLetter[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      VisibilityTimeout: HOLD_SECONDS,
      WaitTimeSeconds: this.#waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount', 'MessageGroupId'],
    });
    const { Messages = [] } = await this.#client.send(command);
    return Messages.map(letterFrom);
  }

  /** Deletes letters. @throws Error if SQS did not delete each of them */
  async delete(letters: readonly HeldLetter[]): Promise<void> {
    const left = await this.#failuresOf(letters, (Entries) =>
      this.#client.send(new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries })),
    );
    if (left > 0) throw new Error(`SQS did not delete ${left} of ${letters.length} dead letters`);
  }

  /** Lets others receive the letters at once. */
  async release(letters: readonly HeldLetter[]): Promise<void> {
    const hidden = await this.#failuresOf(letters, (entries) => {
      const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      return this.#client.send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#queueUrl, Entries }),
      );
    });
    if (hidden > 0) this.#onStillHidden(hidden);
  }

  /**
   * Sends letters to SQS in batches. SQS reports the outcome of each letter in an answer that is a success.
   * @returns how many letters failed
   */
  async #failuresOf(
    letters: readonly HeldLetter[],
    send: (entries: BatchEntry[]) => Promise<{ readonly Failed?: readonly unknown[] | undefined }>,
  ): Promise<number> {
    let failures = 0;
    for (let start = 0; start < letters.length; start += BATCH_SIZE) {
      const batch = letters.slice(start, start + BATCH_SIZE);
      const { Failed = [] } = await send(
        batch.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt })),
      );
      failures += Failed.length;
    }
    return failures;
  }
}

interface BatchEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
}

function letterFrom({ MessageId = '', ReceiptHandle = '', Body = '', ...message }: Message): HeldLetter {
  const { SentTimestamp = '0', ApproximateReceiveCount = '1' } = message.Attributes ?? {};
  return withoutUndefined({
    messageId: MessageId,
    receipt: ReceiptHandle,
    text: Body,
    reason: message.MessageAttributes?.['reason']?.StringValue,
    provider: message.MessageAttributes?.['provider']?.StringValue,
    group: message.Attributes?.MessageGroupId,
    sentAt: new Date(Number(SentTimestamp)).toISOString(),
    receiveCount: Number(ApproximateReceiveCount),
  });
}
