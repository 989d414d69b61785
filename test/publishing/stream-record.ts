import type { DynamoDBRecord } from 'aws-lambda';
import type { Row } from '../../lib/aws/dynamodb/checkout-item.ts';

/** Returns a record as Lambda delivers it: JSON, with bytes as base64. */
export function streamRecord(
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  images: { readonly OldImage?: Row; readonly NewImage?: Row },
  SequenceNumber = '100',
): DynamoDBRecord {
  const { checkoutId, provider } = images.NewImage ?? images.OldImage ?? {};
  const dynamodb = { Keys: { checkoutId, provider }, SequenceNumber, ...images };
  return JSON.parse(JSON.stringify({ eventName, dynamodb }, base64));
}

/** For `JSON.stringify`, which has made an object of a `Buffer` by then and takes other bytes for objects. */
function base64(this: unknown, name: string, value: unknown): unknown {
  const original = typeof this === 'object' && this !== null ? Reflect.get(this, name) : value;
  return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : value;
}
