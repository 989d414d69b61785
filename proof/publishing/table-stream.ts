import { type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';

const Shards = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({
  Records: z.array(z.custom<DynamoDBRecord>()),
  NextShardIterator: z.optional(z.nullable(z.string())),
});

/** Switches the stream of a table on. Returns its ARN. */
export async function switchStreamOn(client: DynamoDBClient, table: string): Promise<string> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
  const { TableDescription } = await client.send(
    new UpdateTableCommand({ TableName: table, StreamSpecification }),
  );
  return TableDescription?.LatestStreamArn ?? '';
}

/**
 * Returns everything in a stream, in its order. The records are the JSON of the API, with bytes as base64, as Lambda
 * delivers them.
 */
export async function readStream(endpoint: string, StreamArn: string): Promise<readonly DynamoDBRecord[]> {
  const records: DynamoDBRecord[] = [];
  const { StreamDescription } = Shards.parse(await call(endpoint, 'DescribeStream', { StreamArn }));
  for (const { ShardId } of StreamDescription.Shards) {
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    let { ShardIterator } = Iterator.parse(await call(endpoint, 'GetShardIterator', from));
    for (;;) {
      const page = Records.parse(await call(endpoint, 'GetRecords', { ShardIterator }));
      records.push(...page.Records);
      // An open shard always has a next iterator. These streams are read when nobody writes any more.
      if (!page.NextShardIterator || page.Records.length === 0) break;
      ShardIterator = page.NextShardIterator;
    }
  }
  return records;
}

async function call(endpoint: string, action: string, body: object): Promise<unknown> {
  const credential = 'Credential=local/20260101/eu-central-1/dynamodb/aws4_request';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${action}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return response.json();
}
