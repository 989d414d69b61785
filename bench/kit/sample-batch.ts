import type { SQSEvent } from 'aws-lambda';
import type { QueueRecord } from '../../lib/app/read-message.ts';

/** What the event source mapping hands over. */
export const sqsEvent = (records: readonly QueueRecord[]): SQSEvent => ({
  Records: records.map(({ messageId, text }) => ({
    messageId,
    receiptHandle: messageId,
    body: text,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'bench',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:deliveries',
    awsRegion: 'eu-central-1',
  })),
});
