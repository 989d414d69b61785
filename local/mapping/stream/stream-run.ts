import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { findStream, listShards, type ShardName } from './find-stream.ts';
import { FINISHED, type ShardCheckpoints } from './shard-checkpoints.ts';
import { type ShardHandling, ShardRun } from './shard-run.ts';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';

/** How often the stream is looked up. A table that was created again has another one. */
const LOOK_EVERY_MS = 500;

export interface StreamHandling extends ShardHandling {
  readonly client: DynamoDBStreamsClient;
  readonly tableName: string;
}

/** Reads all shards of one stream at the same time, each parent before its children. */
export class StreamRun {
  readonly #options: StreamHandling;
  readonly #checkpoints: ShardCheckpoints;
  readonly #own = new AbortController();
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, Promise<void>>();
  readonly #faults: unknown[] = [];
  /** Listing is slow on dynoxide, and only the end of a shard brings new ones. */
  #isListed = false;

  constructor(options: StreamHandling, checkpoints: ShardCheckpoints, signal: AbortSignal) {
    this.#options = options;
    this.#checkpoints = checkpoints;
    this.#signal = AbortSignal.any([signal, this.#own.signal]);
  }

  /**
   * Resolves when the table has another stream, or soon after an abort. No batch is in progress then.
   * @param onAnswer is called now and then while the stream answers
   * @throws the SDK's error when it does not answer
   */
  async finish(onAnswer: () => void): Promise<void> {
    try {
      const streamArn = await this.#find();
      while (!this.#signal.aborted && (await this.#find()) === streamArn) {
        await this.#startShards(streamArn);
        await sleepUnlessAborted(LOOK_EVERY_MS, this.#signal);
        if (this.#faults.length > 0) throw this.#faults[0];
        onAnswer();
      }
    } finally {
      this.#own.abort();
      await Promise.all(this.#running.values());
    }
  }

  #find(): Promise<string> {
    return findStream(this.#options.client, this.#options.tableName, this.#signal);
  }

  async #startShards(streamArn: string): Promise<void> {
    if (this.#isListed && this.#running.size > 0) return;
    const shards = await listShards(this.#options.client, streamArn, this.#signal);
    const shardIds = shards.map(({ shardId }) => shardId);
    this.#checkpoints.retain(streamArn, shardIds);
    this.#isListed = true;
    for (const shard of shards) {
      if (this.#isReady(streamArn, shard, shardIds)) this.#start(streamArn, shard.shardId);
    }
  }

  /** A shard whose parent is no longer listed has no records before its own. */
  #isReady(streamArn: string, { shardId, parentId }: ShardName, listed: readonly string[]): boolean {
    const isFinished = (id: string) => this.#checkpoints.get(streamArn, id) === FINISHED;
    if (this.#running.has(shardId) || isFinished(shardId)) return false;
    return parentId === undefined || !listed.includes(parentId) || isFinished(parentId);
  }

  #start(streamArn: string, shardId: string): void {
    const place = { client: this.#options.client, streamArn, shardId };
    const run = new ShardRun(place, this.#options, this.#checkpoints, this.#signal)
      .finish()
      .catch((error: unknown) => void this.#faults.push(error))
      .finally(() => {
        this.#running.delete(shardId);
        this.#isListed = false;
      });
    this.#running.set(shardId, run);
  }
}
