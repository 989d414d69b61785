import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent, AttributeValue as StreamValue } from 'aws-lambda';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';

const MS_PER_SECOND = 1_000;
/** An ARN has the region in the fourth place. */
const REGION = 3;

/**
 * Returns the event that Lambda makes of records of a stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb
 */
export const streamEvent = (records: readonly _Record[], eventSourceARN: string): DynamoDBStreamEvent => ({
  Records: records.map((record) => streamRecord(record, eventSourceARN)),
});

function streamRecord(
  { eventID, eventName, eventVersion, dynamodb = {} }: _Record,
  eventSourceARN: string,
): DynamoDBRecord {
  const createdAt = dynamodb.ApproximateCreationDateTime?.getTime();
  return withoutUndefined({
    eventID,
    eventName,
    eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion: eventSourceARN.split(':')[REGION],
    eventSourceARN,
    dynamodb: withoutUndefined({
      ApproximateCreationDateTime: createdAt && Math.floor(createdAt / MS_PER_SECOND),
      Keys: dynamodb.Keys && imageOf(dynamodb.Keys),
      NewImage: dynamodb.NewImage && imageOf(dynamodb.NewImage),
      OldImage: dynamodb.OldImage && imageOf(dynamodb.OldImage),
      SequenceNumber: dynamodb.SequenceNumber,
      SizeBytes: dynamodb.SizeBytes,
      StreamViewType: dynamodb.StreamViewType,
    }),
  });
}

function imageOf(item: Readonly<Record<string, AttributeValue>>): Record<string, StreamValue> {
  const image: Record<string, StreamValue> = {};
  for (const [name, value] of Object.entries(item)) image[name] = streamValue(value);
  return image;
}

/** The SDK has bytes as bytes. Lambda delivers them as base64. */
function streamValue(value: AttributeValue): StreamValue {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.L !== undefined) return { L: value.L.map(streamValue) };
  if (value.M !== undefined) return { M: imageOf(value.M) };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  return { NULL: true };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
