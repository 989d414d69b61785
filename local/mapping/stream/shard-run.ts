import type { _Record, OperationType } from '@aws-sdk/client-dynamodb-streams';
import { type BatchHandling, BatchRun } from './batch-run.ts';
import { FINISHED, type ShardCheckpoints } from './shard-checkpoints.ts';
import { type ShardPage, type ShardPlace, ShardReader } from './shard-reader.ts';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';

const MS_PER_SECOND = 1_000;
/** `GetRecords` returns no more. */
const READ_LIMIT = 1_000;
/** The pause after a read that has emptied the stream. It grows while nothing comes. */
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 100;
const GROWTH = 1.5;

export interface ShardHandling extends BatchHandling {
  /** How long a batch that is not full waits for more records. */
  readonly windowSeconds: number;
  /** Which kinds of changes the function gets. By default all. */
  readonly filterEventNames?: readonly OperationType[] | undefined;
}

/** Feeds the records of one shard to the function, batch after batch. */
export class ShardRun {
  readonly #place: ShardPlace;
  readonly #handling: ShardHandling;
  readonly #checkpoints: ShardCheckpoints;
  readonly #reader: ShardReader;
  readonly #signal: AbortSignal;
  readonly #limit: number;
  #pauseMs = SHORTEST_PAUSE_MS;
  #nextRead = 0;

  constructor(
    place: ShardPlace,
    handling: ShardHandling,
    checkpoints: ShardCheckpoints,
    signal: AbortSignal,
  ) {
    this.#place = place;
    this.#handling = handling;
    this.#checkpoints = checkpoints;
    this.#reader = new ShardReader(place, checkpoints.get(place.streamArn, place.shardId));
    this.#signal = signal;
    this.#limit = Math.min(handling.batchSize * handling.parallelizationFactor, READ_LIMIT);
  }

  /** Resolves when the function has had every record of a shard that is closed, or soon after an abort. */
  async finish(): Promise<void> {
    while (!this.#signal.aborted) {
      const { records, isLast } = await this.#readBatch();
      const { streamArn } = this.#place;
      const run = new BatchRun(records, streamArn, this.#handling, (at) => this.#keep(at), this.#signal);
      await run.finish();
      if (this.#signal.aborted) return;
      // Records that the filter has dropped are done too.
      if (this.#reader.position !== undefined) this.#keep(this.#reader.position);
      if (isLast) return this.#keep(FINISHED);
    }
  }

  #keep(checkpoint: string): void {
    this.#checkpoints.set(this.#place.streamArn, this.#place.shardId, checkpoint);
  }

  /** Returns a full batch, or what has come when the window closes. */
  async #readBatch(): Promise<ShardPage> {
    const { records: first, isLast } = await this.#readPage(this.#limit);
    const batch = { records: [...first], isLast };
    const end = Date.now() + this.#handling.windowSeconds * MS_PER_SECOND;
    while (batch.records.length > 0 && batch.records.length < this.#limit && !batch.isLast) {
      if (Date.now() >= end || this.#signal.aborted) break;
      const page = await this.#readPage(this.#limit - batch.records.length);
      batch.records.push(...page.records);
      batch.isLast = page.isLast;
    }
    return batch;
  }

  /** Reads at once after a full page. After any other, the stream is given time to fill. */
  async #readPage(limit: number): Promise<ShardPage> {
    await sleepUnlessAborted(Math.max(0, this.#nextRead - Date.now()), this.#signal);
    const { records, isLast } = await this.#reader.read(limit, this.#signal);
    const isEmpty = records.length === 0;
    this.#pauseMs = isEmpty ? Math.min(this.#pauseMs * GROWTH, LONGEST_PAUSE_MS) : SHORTEST_PAUSE_MS;
    this.#nextRead = records.length < limit ? Date.now() + this.#pauseMs : 0;
    return { records: records.filter((record) => this.#isWanted(record)), isLast };
  }

  #isWanted({ eventName }: _Record): boolean {
    const { filterEventNames } = this.#handling;
    return filterEventNames === undefined || eventName === undefined || filterEventNames.includes(eventName);
  }
}
