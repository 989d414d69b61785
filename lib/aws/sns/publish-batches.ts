import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from '@aws-sdk/client-sns';
import { PortFault } from '../../app/ports.ts';

/** A message, without the id that it has in its batch. */
export type BatchMessage = Omit<PublishBatchRequestEntry, 'Id'>;

interface Waiting {
  readonly message: BatchMessage;
  readonly accepted: () => void;
  readonly refused: (fault: unknown) => void;
}

/** SNS takes this many messages in a request. */
const MESSAGES_PER_BATCH = 10;

/**
 * Sends the messages that are published at the same time in one request. SNS bills requests, so a batch of ten costs as
 * much as one message. A message that is published alone is sent alone, and waits for nothing.
 */
export class PublishBatches {
  readonly #client: SNSClient;
  readonly #topicArn: string;
  #waiting: Waiting[] = [];

  constructor(client: SNSClient, topicArn: string) {
    this.#client = client;
    this.#topicArn = topicArn;
  }

  /** Resolves once the topic has accepted the message. Rejects if it has not, whatever became of the others. */
  add(message: BatchMessage): Promise<void> {
    return new Promise((accepted, refused) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#sendWaiting());
      this.#waiting.push({ message, accepted, refused });
    });
  }

  #sendWaiting(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < all.length; from += MESSAGES_PER_BATCH)
      void this.#send(all.slice(from, from + MESSAGES_PER_BATCH));
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    try {
      const PublishBatchRequestEntries = batch.map(({ message }, index) => ({ ...message, Id: `${index}` }));
      const command = new PublishBatchCommand({ TopicArn: this.#topicArn, PublishBatchRequestEntries });
      const { Successful = [], Failed = [] } = await this.#client.send(command);
      const acceptedIds = new Set(Successful.map(({ Id }) => Id));
      for (const [index, { accepted, refused }] of batch.entries()) {
        if (acceptedIds.has(`${index}`)) accepted();
        else refused(refusal(Failed.find(({ Id }) => Id === `${index}`)?.Code));
      }
    } catch (error) {
      for (const { refused } of batch) refused(error);
    }
  }
}

const refusal = (code = 'no answer'): PortFault => new PortFault(`PublishBatch: ${code}`);
