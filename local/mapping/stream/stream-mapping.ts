import { setTimeout as sleep } from 'node:timers/promises';
import type { Pausable } from '../pausable.ts';
import { ShardCheckpoints } from './shard-checkpoints.ts';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';
import { type StreamHandling, StreamRun } from './stream-run.ts';

const RETRY_MS = 250;
/** Batches in progress may take this long to finish when the mapping stops. */
const GRACE_MS = 500;

export interface StreamMappingOptions extends StreamHandling {
  /** Keeps the place in the stream for the next start. By default that begins with the oldest record. */
  readonly checkpointFile?: string | undefined;
}

/**
 * An event source mapping from the stream of a table to a function that behaves as Lambda's does, with `TRIM_HORIZON`
 * and without an end of retries. Records come at least once, and the records of an item come in their order.
 */
export class StreamMapping implements Pausable {
  readonly #options: StreamMappingOptions;
  readonly #checkpoints: ShardCheckpoints;
  /** Ends the present run. Undefined while the mapping is paused. */
  #run: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #streamAnswers = true;

  /** Starts to read at once, even before the table exists. */
  constructor(options: StreamMappingOptions) {
    this.#options = options;
    this.#checkpoints = new ShardCheckpoints(options.checkpointFile, options.onFault);
    this.#start();
  }

  get enabled(): boolean {
    return this.#run !== undefined;
  }

  async pause(): Promise<void> {
    this.#run?.abort();
    this.#run = undefined;
    await this.#ended;
  }

  /** Waits for the batches that were in progress at the pause, so that no record overtakes another. */
  async resume(): Promise<void> {
    if (!this.#run) this.#start();
  }

  /** Reads no more records, and gives the batches in progress a moment to finish. */
  async stop(): Promise<void> {
    await Promise.race([this.pause(), sleep(GRACE_MS, undefined, { ref: false })]);
  }

  #start(): void {
    const run = new AbortController();
    this.#run = run;
    this.#ended = this.#ended.then(() => this.#read(run.signal));
  }

  async #read(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const run = new StreamRun(this.#options, this.#checkpoints, signal);
        await run.finish(() => this.#noteAnswer());
      } catch (error) {
        if (!signal.aborted) this.#noteFault(error);
        await sleepUnlessAborted(RETRY_MS, signal);
      }
    }
  }

  #noteAnswer(): void {
    this.#streamAnswers = true;
  }

  /** An outage is reported once. */
  #noteFault(error: unknown): void {
    if (this.#streamAnswers) this.#options.onFault(`The stream does not answer: ${error}`);
    this.#streamAnswers = false;
  }
}
