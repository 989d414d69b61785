import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

const awsSdkV3Client = new DynamoDBClient({});
const documents = DynamoDBDocumentClient.from(awsSdkV3Client);
const processor = new BatchProcessor(EventType.SQS);
const persistenceStore = new DynamoDBPersistenceLayer({
  tableName: process.env['IDEMPOTENCY_TABLE'] ?? 'idempotency',
  awsSdkV3Client,
});
const config = new IdempotencyConfig({ eventKeyJmesPath: 'eventId' });

interface Event {
  readonly eventId: string;
  readonly checkoutId: string;
  readonly status: string;
  readonly updatedAt: string;
}

/** The usual way with Powertools: an idempotency record around a conditional update. */
const update = makeIdempotent(
  async (event: Event) => {
    try {
      await documents.send(updateCommand(event));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    return { checkoutId: event.checkoutId };
  },
  { persistenceStore, config },
);

const updateCommand = ({ checkoutId, status, updatedAt }: Event) =>
  new UpdateCommand({
    TableName: process.env['PEER_TABLE'],
    Key: { checkoutId, provider: 'inqud' },
    UpdateExpression: 'SET #status = :status, updatedAt = :updatedAt',
    ConditionExpression: 'attribute_not_exists(updatedAt) OR updatedAt < :updatedAt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ':updatedAt': updatedAt },
  });

/** Takes our own queue message, so that both handlers read the same: envelope, body, fields. */
const apply = async ({ body }: SQSRecord) => {
  const message: { body: string; bodyDigest: string } = JSON.parse(body);
  const { id, status, lastUpdatedAt }: { id: string; status: string; lastUpdatedAt: string } = JSON.parse(
    Buffer.from(message.body, 'base64').toString(),
  );
  await update({ eventId: message.bodyDigest, checkoutId: id, status, updatedAt: lastUpdatedAt });
};

export const handler = (event: SQSEvent, context: Context) => {
  config.registerLambdaContext(context);
  return processPartialResponse(event, apply, processor, { context });
};
