import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const client = new DynamoDBClient({});

/** The least that could take the place of consume: it parses each message and puts one item for it. */
export const handler = async ({ Records }: SQSEvent) => {
  await Promise.all(Records.map(({ body }) => client.send(putCommand(body))));
  return { batchItemFailures: [] };
};

function putCommand(text: string): PutItemCommand {
  const message: { body: string } = JSON.parse(text);
  const event: { id: string; status: string } = JSON.parse(Buffer.from(message.body, 'base64').toString());
  return new PutItemCommand({
    TableName: process.env['TABLE_NAME'],
    // Its own sort key: the rows of the real handler are in the same table.
    Item: { checkoutId: { S: event.id }, provider: { S: 'bare' }, status: { S: event.status } },
  });
}
