import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** In the place of a sequence number: the function has had every record of a shard that is closed. */
export const FINISHED = 'finished';

const Content = z.record(z.string(), z.string());

/**
 * How far the function has come in each shard: the sequence number of the last record before which nothing is left to
 * do. Records after it may have been processed, and are processed again after a restart.
 */
export class ShardCheckpoints {
  readonly #file: string | undefined;
  readonly #onFault: (text: string) => void;
  readonly #checkpoints: Map<string, string>;
  #isKept = true;

  /**
   * @param file keeps them for the next start. Without it, or when it is lost or damaged, all records of the stream
   *   are processed once more, which is slow and does no other harm.
   */
  constructor(file: string | undefined, onFault: (text: string) => void) {
    this.#file = file;
    this.#onFault = onFault;
    this.#checkpoints = new Map(Object.entries(file === undefined ? {} : contentOf(file)));
  }

  get(streamArn: string, shardId: string): string | undefined {
    return this.#checkpoints.get(nameOf(streamArn, shardId));
  }

  set(streamArn: string, shardId: string, checkpoint: string): void {
    const name = nameOf(streamArn, shardId);
    if (this.#checkpoints.get(name) === checkpoint) return;
    this.#checkpoints.set(name, checkpoint);
    this.#keep();
  }

  /** Forgets the shards that are not named: those of earlier streams, and those without records. */
  retain(streamArn: string, shardIds: readonly string[]): void {
    const known = new Set(shardIds.map((shardId) => nameOf(streamArn, shardId)));
    for (const name of this.#checkpoints.keys()) {
      if (!known.has(name)) this.#checkpoints.delete(name);
    }
  }

  /** Replaces the file in one step, because the process may be killed at any moment. */
  #keep(): void {
    if (this.#file === undefined) return;
    const next = `${this.#file}.next`;
    try {
      writeFileSync(next, JSON.stringify(Object.fromEntries(this.#checkpoints)));
      renameSync(next, this.#file);
      this.#isKept = true;
    } catch (error) {
      if (this.#isKept) this.#onFault(`The place in the stream cannot be kept: ${error}`);
      this.#isKept = false;
    }
  }
}

const nameOf = (streamArn: string, shardId: string): string => `${streamArn} ${shardId}`;

function contentOf(file: string): Record<string, string> {
  try {
    return z.parse(Content, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
