import { type AttributeValue, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Engines } from '../engines/engines.ts';
import { RecordApplier } from '../engines/record-applier.ts';
import { ingestWebhook } from '../samples/ingested-webhook.ts';
import { PRICED_PROVIDERS, paidStatuses, type SampleCheckout, sampleCheckout } from '../samples/webhooks.ts';

type Image = Record<string, AttributeValue>;

/**
 * Returns the records of the table's stream about checkouts that are paid, as Lambda delivers them. The checkouts are
 * of the providers in turn, and each has all of its changes.
 */
export async function streamRecords(engines: Engines, checkouts: number): Promise<readonly DynamoDBRecord[]> {
  const applier = new RecordApplier(engines);
  const records: DynamoDBRecord[] = [];
  for (let index = 0; index < checkouts; index += 1) {
    const checkout = sampleCheckout(PRICED_PROVIDERS[index % PRICED_PROVIDERS.length] ?? '');
    let before: Image | undefined;
    for (const [second, status] of paidStatuses(checkout.provider).entries()) {
      await applier.apply([(await ingestWebhook(checkout, status, second)).record]);
      const after = await imageOf(engines, checkout);
      records.push(recordOf(before, after, `${records.length + 1}`.padStart(21, '0')));
      before = after;
    }
  }
  return records;
}

async function imageOf({ client, table }: Engines, checkout: SampleCheckout): Promise<Image> {
  const { checkoutId, provider } = checkout;
  const Key = { checkoutId: { S: checkoutId }, provider: { S: provider } };
  const { Item = {} } = await client.send(new GetItemCommand({ TableName: table.input.TableName, Key }));
  return Item;
}

function recordOf(OldImage: Image | undefined, NewImage: Image, SequenceNumber: string): DynamoDBRecord {
  const { checkoutId, provider } = NewImage;
  const dynamodb = {
    ApproximateCreationDateTime: 1_767_268_830,
    Keys: { checkoutId, provider },
    NewImage,
    OldImage,
    SequenceNumber,
    SizeBytes: 1_200,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  };
  const record = {
    eventID: SequenceNumber,
    eventName: OldImage ? 'MODIFY' : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    dynamodb,
    eventSourceARN:
      'arn:aws:dynamodb:eu-central-1:000000000000:table/checkout-webhooks-prod/stream/2026-01-01T00:00:00.000',
  };
  return JSON.parse(JSON.stringify(record, bytesAsBase64));
}

/** For `JSON.stringify`. Lambda delivers bytes as base64. */
const bytesAsBase64 = (name: string, value: unknown): unknown =>
  name === 'B' && value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
