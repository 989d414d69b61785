import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';

/** A shard of a stream. A shard that was split or grew old has children, which have the records after its own. */
export interface ShardName {
  readonly shardId: string;
  readonly parentId: string | undefined;
}

/**
 * Returns the ARN of the newest stream of a table. A stream that is switched off and on again has another one, and so
 * has the stream of a table that was deleted and created again.
 *
 * @throws Error when the table has no stream, or the SDK's error when DynamoDB does not answer
 */
export async function findStream(
  client: DynamoDBStreamsClient,
  tableName: string,
  abortSignal: AbortSignal,
): Promise<string> {
  const command = new ListStreamsCommand({ TableName: tableName });
  const { Streams = [] } = await client.send(command, { abortSignal });
  const arns = Streams.map(({ StreamArn }) => StreamArn ?? '');
  // An ARN ends with the time at which the stream was switched on.
  const newest = arns.toSorted().at(-1);
  if (newest === undefined) throw new Error(`The table ${tableName} has no stream.`);
  return newest;
}

/** Returns the shards of a stream that still have records or get some. @throws the SDK's error */
export async function listShards(
  client: DynamoDBStreamsClient,
  StreamArn: string,
  abortSignal: AbortSignal,
): Promise<readonly ShardName[]> {
  const shards: ShardName[] = [];
  let last: string | undefined;
  do {
    const command = new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: last });
    const { StreamDescription } = await client.send(command, { abortSignal });
    for (const { ShardId = '', ParentShardId } of StreamDescription?.Shards ?? []) {
      shards.push({ shardId: ShardId, parentId: ParentShardId });
    }
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last !== undefined);
  return shards;
}
