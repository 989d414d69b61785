import {
  type _Record,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

export interface ShardPlace {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly shardId: string;
}

/** Some records of a shard, in their order. */
export interface ShardPage {
  readonly records: readonly _Record[];
  /** Whether the shard is closed and has no more records. */
  readonly isLast: boolean;
}

/** Reads the records of one shard from a place in it, page after page. */
export class ShardReader {
  readonly #place: ShardPlace;
  /** The sequence number of the last record that was read. */
  #position: string | undefined;
  #iterator: string | undefined;

  /** @param after a sequence number; without it, the reader begins with the oldest record */
  constructor(place: ShardPlace, after: string | undefined) {
    this.#place = place;
    this.#position = after;
  }

  get position(): string | undefined {
    return this.#position;
  }

  /**
   * Returns the next records, or none when there are none yet. An iterator that has expired is renewed, and the reader
   * begins with the oldest record again when its place is no longer in the stream.
   *
   * @throws the SDK's error when DynamoDB does not answer
   */
  async read(limit: number, abortSignal: AbortSignal): Promise<ShardPage> {
    try {
      const ShardIterator = this.#iterator ?? (await this.#openIterator(abortSignal));
      const command = new GetRecordsCommand({ ShardIterator, Limit: limit });
      const { Records = [], NextShardIterator } = await this.#place.client.send(command, { abortSignal });
      this.#iterator = NextShardIterator;
      this.#position = Records.at(-1)?.dynamodb?.SequenceNumber ?? this.#position;
      // dynoxide shows a last sequence number on open shards too, so only the iterator says whether a shard is closed.
      return { records: Records, isLast: NextShardIterator === undefined };
    } catch (error) {
      if (error instanceof ExpiredIteratorException) this.#iterator = undefined;
      else if (error instanceof TrimmedDataAccessException) this.#restart();
      else throw error;
      return { records: [], isLast: false };
    }
  }

  #restart(): void {
    this.#iterator = undefined;
    this.#position = undefined;
  }

  async #openIterator(abortSignal: AbortSignal): Promise<string | undefined> {
    const { client, streamArn, shardId } = this.#place;
    const from =
      this.#position === undefined
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: this.#position } as const);
    const command = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...from });
    return (await client.send(command, { abortSignal })).ShardIterator;
  }
}
