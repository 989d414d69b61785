import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const client = new DynamoDBClient({});

/** The least that could stand where consume stands: one row for each message, whatever it says. */
export const handler = async ({ Records }: SQSEvent) => {
  await Promise.all(
    Records.map(({ messageId, body }) =>
      client.send(
        new PutItemCommand({
          TableName: process.env['TABLE_NAME'],
          Item: { checkoutId: { S: messageId }, provider: { S: 'none' }, body: { S: body } },
        }),
      ),
    ),
  );
  return { batchItemFailures: [] };
};
