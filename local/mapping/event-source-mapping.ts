import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { failedMessages } from './batch-response.ts';
import { deleteMessages } from './delete-messages.ts';
import { type BatchSource, receiveBatch } from './receive-batch.ts';
import { sqsEvent } from './sqs-event.ts';

const RETRY_MS = 250;
/** What is under way at the end gets so long to finish. */
const GRACE_MS = 500;

export interface MappingOptions extends BatchSource {
  readonly queueArn: string;
  readonly region: string;
  /** Without it a batch is deleted whenever the function answers, whatever the answer says. */
  readonly reportBatchItemFailures: boolean;
  /** How many batches at once. */
  readonly maximumConcurrency: number;
  /** Runs the function; rejects when the function does not come to an answer. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Told, in a sentence, of what went wrong; it goes on by itself. */
  readonly onFault: (text: string) => void;
}

/**
 * An event source mapping from a queue to a function, with Lambda's behavior: it takes batches, runs the function
 * and deletes what came off. What failed is left alone: its visibility timeout brings it back, and the queue's
 * redrive policy moves it away once it was received too often.
 */
export class EventSourceMapping {
  readonly #options: MappingOptions;
  readonly #ended = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #polling: Promise<void>;
  #queueAnswers = true;

  /** Begins to poll at once; the queue may come later. */
  constructor(options: MappingOptions) {
    this.#options = options;
    this.#polling = this.#poll();
  }

  /** Takes nothing more and lets batches under way finish, for a moment. */
  async stop(): Promise<void> {
    this.#ended.abort();
    const ending = Promise.all([this.#polling, ...this.#running]);
    await Promise.race([ending, sleep(GRACE_MS, undefined, { ref: false })]);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      if (this.#running.size >= this.#options.maximumConcurrency) await Promise.race(this.#running);
      else await this.#take(signal);
    }
  }

  async #take(signal: AbortSignal): Promise<void> {
    try {
      const messages = await receiveBatch(this.#options, signal);
      this.#queueAnswers = true;
      if (messages.length === 0) return;
      const run = this.#run(messages).finally(() => this.#running.delete(run));
      this.#running.add(run);
    } catch (error) {
      if (signal.aborted) return;
      if (this.#queueAnswers) this.#options.onFault(`The queue does not answer: ${error}`);
      this.#queueAnswers = false;
      await sleep(RETRY_MS);
    }
  }

  async #run(messages: readonly Message[]): Promise<void> {
    const { client, queueUrl, onFault } = this.#options;
    const done = await this.#process(messages);
    const left = await deleteMessages(client, queueUrl, done);
    if (left.length > 0) onFault(`Done with, but not deleted: ${left.join(', ')}`);
  }

  /** The messages that may be deleted. */
  async #process(messages: readonly Message[]): Promise<readonly Message[]> {
    const { invoke, onFault, queueArn, region, reportBatchItemFailures } = this.#options;
    try {
      const answer = await invoke(sqsEvent(messages, queueArn, region));
      if (!reportBatchItemFailures) return messages;
      const failed = new Set(
        failedMessages(
          answer,
          messages.map(({ MessageId }) => MessageId ?? ''),
        ),
      );
      return messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    } catch (error) {
      onFault(`The function failed, the whole batch of ${messages.length} stays in the queue: ${error}`);
      return [];
    }
  }
}
