import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const client = new SQSClient({});

/** The least that could take the place of ingest: it puts the body into the queue and answers. It verifies nothing. */
export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  await client.send(new SendMessageCommand({ QueueUrl: process.env['QUEUE_URL'], MessageBody: body }));
  return { statusCode: 200, body: '{}' };
};
