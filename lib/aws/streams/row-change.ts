import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, AttributeValue as StreamValue } from 'aws-lambda';
import * as z from 'zod/mini';
import type { RowChange } from '../../app/publish/publish-changes.ts';
import { type Row, storedCheckoutFrom } from '../dynamodb/checkout-item.ts';

type StreamImage = Record<string, StreamValue>;

const Text = z.object({ S: z.string() });
const StreamRecord = z.object({
  SequenceNumber: z.string(),
  Keys: z.object({ checkoutId: Text, provider: Text }),
});

/**
 * Returns the change that a record of the table's stream reports, as Lambda delivers it.
 *
 * @throws Error when the stream is of another table or has no images. Every record of such a stream is wrong, so its
 *   records must stay in it until it is put right.
 */
export function rowChangeFrom({ eventName, dynamodb }: DynamoDBRecord): RowChange {
  const { SequenceNumber, Keys } = z.parse(StreamRecord, dynamodb);
  const { OldImage, NewImage } = dynamodb ?? {};
  const isComplete = (NewImage || eventName === 'REMOVE') && (OldImage || eventName === 'INSERT');
  if (!isComplete) throw new TypeError('The stream of the table must have old and new images.');
  return {
    recordId: SequenceNumber,
    key: { checkoutId: Keys.checkoutId.S, provider: Keys.provider.S },
    before: OldImage && imageFrom(OldImage),
    after: NewImage && imageFrom(NewImage),
  };
}

function imageFrom(image: StreamImage): RowChange['after'] {
  try {
    return storedCheckoutFrom(rowFrom(image));
  } catch {
    return 'unreadable';
  }
}

function rowFrom(image: StreamImage): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(image)) row[name] = attributeFrom(value);
  return row;
}

/** Lambda delivers bytes as base64. The SDK, and everything that reads rows, has them as bytes. */
function attributeFrom(value: StreamValue): AttributeValue {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.B !== undefined) return { B: Buffer.from(value.B, 'base64') };
  if (value.L !== undefined) return { L: value.L.map(attributeFrom) };
  if (value.M !== undefined) return { M: rowFrom(value.M) };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => Buffer.from(bytes, 'base64')) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  return { NULL: true };
}
