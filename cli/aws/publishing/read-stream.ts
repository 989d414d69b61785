import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Target } from '../../stage/target.ts';

/** Returns the ARN of the stream of the target's table; undefined if it has none, or one without both images. */
export async function readStreamArn(target: Target): Promise<string | undefined> {
  const client = new DynamoDBClient(target.dynamodb);
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: target.stackName }));
    const { StreamEnabled, StreamViewType } = Table?.StreamSpecification ?? {};
    return StreamEnabled && StreamViewType === 'NEW_AND_OLD_IMAGES' ? Table?.LatestStreamArn : undefined;
  } finally {
    client.destroy();
  }
}
