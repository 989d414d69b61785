import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { failedItems } from './batch-response.ts';
import { deleteMessages } from './delete-messages.ts';
import type { Pausable } from './pausable.ts';
import { type BatchSource, receiveBatch } from './receive-batch.ts';
import { sqsEvent } from './sqs-event.ts';

const RETRY_MS = 250;
/** Batches in progress may take this long to finish when the mapping stops. */
const GRACE_MS = 500;

export interface MappingOptions extends BatchSource {
  readonly queueArn: string;
  readonly region: string;
  /** Without it, the whole batch is deleted whenever the function answers. */
  readonly reportBatchItemFailures: boolean;
  /** How many batches are processed at the same time. */
  readonly maximumConcurrency: number;
  /** Runs the function. Rejects when the function fails. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Receives a sentence about each failure. The mapping goes on. */
  readonly onFault: (text: string) => void;
}

interface Pause {
  /** Resolves when no batch is in progress any more. */
  readonly begun: PromiseWithResolvers<void>;
  readonly ended: PromiseWithResolvers<void>;
}

/**
 * An event source mapping from a queue to a function that behaves as Lambda's does. It receives batches, runs the
 * function and deletes the messages that succeeded. A message that failed becomes visible again after its visibility
 * timeout. The queue's redrive policy moves it to the dead-letter queue when it has been received too often.
 */
export class EventSourceMapping implements Pausable {
  readonly #options: MappingOptions;
  readonly #ended = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #polling: Promise<void>;
  #queueAnswers = true;
  #pause: Pause | undefined;

  /** Starts to poll at once, even before the queue exists. One that is paused at once receives nothing at all. */
  constructor(options: MappingOptions) {
    this.#options = options;
    this.#polling = Promise.resolve().then(() => this.#poll());
  }

  get enabled(): boolean {
    return this.#pause === undefined;
  }

  /** A receive in progress may still take messages. They are processed, because they would be invisible otherwise. */
  async pause(): Promise<void> {
    this.#pause ??= { begun: Promise.withResolvers(), ended: Promise.withResolvers() };
    await this.#pause.begun.promise;
  }

  async resume(): Promise<void> {
    this.#pause?.begun.resolve();
    this.#pause?.ended.resolve();
    this.#pause = undefined;
  }

  /** Receives no more messages, and gives the batches in progress a moment to finish. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.resume();
    const ending = Promise.all([this.#polling, ...this.#running]);
    await Promise.race([ending, sleep(GRACE_MS, undefined, { ref: false })]);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      if (this.#pause) await this.#rest(this.#pause);
      else if (this.#running.size >= this.#options.maximumConcurrency) await Promise.race(this.#running);
      else await this.#startBatch(signal);
    }
  }

  async #rest({ begun, ended }: Pause): Promise<void> {
    await Promise.all(this.#running);
    begun.resolve();
    await ended.promise;
  }

  async #startBatch(signal: AbortSignal): Promise<void> {
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
    const processed = await this.#process(messages);
    const remaining = await deleteMessages(client, queueUrl, processed);
    if (remaining.length > 0) onFault(`Processed, but not deleted: ${remaining.join(', ')}`);
  }

  /** Runs the function and returns the messages that may be deleted. */
  async #process(messages: readonly Message[]): Promise<readonly Message[]> {
    const { invoke, onFault, queueArn, region, reportBatchItemFailures } = this.#options;
    try {
      const answer = await invoke(sqsEvent(messages, queueArn, region));
      if (!reportBatchItemFailures) return messages;
      const messageIds = messages.map(({ MessageId }) => MessageId ?? '');
      const failed = new Set(failedItems(answer, messageIds));
      return messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    } catch (error) {
      onFault(`The function failed, so the whole batch of ${messages.length} stays in the queue: ${error}`);
      return [];
    }
  }
}
