import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

const client = new SNSClient({});

/** The least that could take the place of publish: it sends the image of each write to the topic, and compares nothing. */
export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  await Promise.all(Records.map((record) => client.send(publishCommand(record))));
  return { batchItemFailures: [] };
};

const publishCommand = ({ dynamodb: { Keys, NewImage, SequenceNumber } = {} }: DynamoDBRecord) =>
  new PublishCommand({
    TopicArn: process.env['TOPIC_ARN'],
    Message: JSON.stringify(NewImage),
    MessageGroupId: Keys?.['checkoutId']?.S,
    MessageDeduplicationId: SequenceNumber,
  });
