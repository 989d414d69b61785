import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { failedItems } from '../batch-response.ts';
import { lanesOf } from './lanes.ts';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';
import { streamEvent } from './stream-event.ts';

const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 2_000;

export interface BatchHandling {
  readonly batchSize: number;
  /** How many batches of a shard are processed at the same time. The records of an item keep their order. */
  readonly parallelizationFactor: number;
  /** Whether a batch is split in two when the function fails, so that a bad record is found. */
  readonly bisect: boolean;
  /** Without it, the whole batch has succeeded whenever the function answers. */
  readonly reportBatchItemFailures: boolean;
  /** Runs the function. Rejects when the function fails. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Receives a sentence about each failure. The mapping goes on. */
  readonly onFault: (text: string) => void;
}

/** The outcome of one run of the function. */
interface Outcome {
  /** How many records have succeeded, from the first one on. */
  readonly succeeded: number;
  readonly hasThrown: boolean;
}

/**
 * Some records of a shard on their way through the function. Records that fail are tried again without end, and what
 * comes after them in their lane waits, as with Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export class BatchRun {
  readonly #records: readonly _Record[];
  readonly #streamArn: string;
  readonly #handling: BatchHandling;
  readonly #onProgress: (sequenceNumber: string) => void;
  readonly #signal: AbortSignal;
  readonly #finished = new Set<_Record>();
  /** The number of records before which nothing is left to do. */
  #progress = 0;

  /** @param onProgress receives the sequence number of the last record before which nothing is left to do */
  constructor(
    records: readonly _Record[],
    streamArn: string,
    handling: BatchHandling,
    onProgress: (sequenceNumber: string) => void,
    signal: AbortSignal,
  ) {
    this.#records = records;
    this.#streamArn = streamArn;
    this.#handling = handling;
    this.#onProgress = onProgress;
    this.#signal = signal;
  }

  /** Resolves when all records have succeeded, or soon after an abort. */
  async finish(): Promise<void> {
    const lanes = lanesOf(this.#records, this.#handling.parallelizationFactor);
    await Promise.all(lanes.map((lane) => this.#finishLane(lane)));
  }

  async #finishLane(lane: readonly _Record[]): Promise<void> {
    const { batchSize } = this.#handling;
    for (let start = 0; start < lane.length; start += batchSize) {
      await this.#finishBatch(lane.slice(start, start + batchSize));
    }
  }

  async #finishBatch(batch: readonly _Record[]): Promise<void> {
    let remaining = batch;
    for (let failures = 0; remaining.length > 0 && !this.#signal.aborted; failures += 1) {
      if (failures > 0) await this.#backOff(failures);
      const { succeeded, hasThrown } = await this.#invoke(remaining);
      if (succeeded > 0) failures = 0;
      this.#note(remaining.slice(0, succeeded));
      remaining = remaining.slice(succeeded);
      if (hasThrown && this.#handling.bisect && remaining.length > 1) return this.#finishHalves(remaining);
    }
  }

  async #finishHalves(batch: readonly _Record[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await this.#backOff(1);
    await this.#finishBatch(batch.slice(0, middle));
    await this.#finishBatch(batch.slice(middle));
  }

  async #invoke(records: readonly _Record[]): Promise<Outcome> {
    const { invoke, onFault, reportBatchItemFailures } = this.#handling;
    try {
      const answer = await invoke(streamEvent(records, this.#streamArn));
      const succeeded = reportBatchItemFailures ? succeededBy(answer, records) : records.length;
      return { succeeded, hasThrown: false };
    } catch (error) {
      onFault(`The function failed, so a batch of ${records.length} is tried again: ${error}`);
      return { succeeded: 0, hasThrown: true };
    }
  }

  #note(succeeded: readonly _Record[]): void {
    for (const record of succeeded) this.#finished.add(record);
    const before = this.#progress;
    for (let next = this.#records[before]; next && this.#finished.has(next); ) {
      this.#progress += 1;
      next = this.#records[this.#progress];
    }
    const last = this.#records[this.#progress - 1];
    if (this.#progress > before && last) this.#onProgress(sequenceNumberOf(last));
  }

  async #backOff(failures: number): Promise<void> {
    const ms = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
    await sleepUnlessAborted(ms, this.#signal);
  }
}

/** Returns how many records come before the first one that failed. Those after it are processed again as well. */
function succeededBy(answer: unknown, records: readonly _Record[]): number {
  const sequenceNumbers = records.map(sequenceNumberOf);
  const failed = new Set(failedItems(answer, sequenceNumbers));
  const first = sequenceNumbers.findIndex((each) => failed.has(each));
  return first === -1 ? records.length : first;
}

const sequenceNumberOf = ({ dynamodb }: _Record): string => dynamodb?.SequenceNumber ?? '';
