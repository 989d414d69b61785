import { once } from 'node:events';
import { createServer } from 'node:http';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { receive, startSqsEngine } from '../../proof/kit/engines/fauxqs-engine.ts';
import { startTopicEngine } from '../../proof/publishing/topic-engine.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { anHttpEvent } from '../aws/lambda/http-events.ts';
import { HandlerProcess } from './handler-process.ts';

/** Returns the number of visible messages in a queue. */
async function depthOf(client: SQSClient, QueueUrl: string): Promise<number> {
  const AttributeNames: QueueAttributeName[] = ['ApproximateNumberOfMessages'];
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Number(Attributes?.['ApproximateNumberOfMessages']);
}

/** Starts an endpoint of a merchant that wants no more events. */
async function startGoneEndpoint() {
  const server = createServer((_request, response) => response.writeHead(410).end());
  await once(server.listen(0, LOCAL_HOST), 'listening');
  const { port } = AddressInfo.parse(server.address());
  return { url: `http://${LOCAL_HOST}:${port}/paid`, stop: () => server.close() };
}

const AddressInfo = z.object({ port: z.int() });
const NOWHERE = 'http://127.0.0.1:9';

/** An event of the queue with one record per text. */
const anSqsEvent = (texts: readonly string[]): Pick<SQSEvent, 'Records'> => ({
  Records: texts.map((body, index) => ({
    messageId: `message-${index + 1}`,
    receiptHandle: 'handle',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:deliveries',
    awsRegion: 'us-east-1',
  })),
});

/**
 * Runs the entry files of the functions in their own processes, on real engines, and gives access to everything that
 * they produce: output, rows, events and dead letters.
 */
export async function startObservedService(variables: Readonly<Record<string, string>>) {
  const engines = [startDynoxide(), startSqsEngine(), startTopicEngine()] as const;
  const [dynamodb, sqs, topic] = await Promise.all(engines);
  const endpoint = await startGoneEndpoint();
  const takeEvents = await topic.subscribe('merchant');
  const TABLE_NAME = await createCheckoutTable(dynamodb.client);
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_SNS: topic.endpoint,
    METRICS_NAMESPACE: 'checkout-webhooks/test',
    QUEUE_URL: sqs.queueUrl,
    DEAD_LETTER_QUEUE_URL: sqs.deadLetterQueueUrl,
    TABLE_NAME,
    TOPIC_ARN: topic.topicArn,
    UNREADABLE_CHANGES_QUEUE_URL: sqs.deadLetterQueueUrl,
    EVENT_SOURCE: 'urn:checkout-webhooks:test',
    NOTIFY_URL: endpoint.url,
    NOTIFY_FORWARD: '1',
    NOTIFY_QUEUE_URL: sqs.queueUrl,
    NOTIFY_DEAD_LETTER_QUEUE_URL: sqs.deadLetterQueueUrl,
    AWS_LAMBDA_FUNCTION_NAME: 'notify',
    AWS_ENDPOINT_URL_LAMBDA: NOWHERE,
    ...variables,
  };
  const working = new HandlerProcess(environment);
  /** The same functions, without a connection to queues, table and topic. */
  const cutOff = new HandlerProcess({
    ...environment,
    QUEUE_URL: `${NOWHERE}/deliveries`,
    DEAD_LETTER_QUEUE_URL: `${NOWHERE}/dead-letters`,
    AWS_ENDPOINT_URL_DYNAMODB: NOWHERE,
    AWS_ENDPOINT_URL_SNS: NOWHERE,
  });
  const withoutSecrets = new HandlerProcess({
    ...environment,
    ...Object.fromEntries(Object.keys(variables).map((name) => [name, ''])),
  });
  const ignoring = new HandlerProcess(environment, 'test/monitoring/handlers');
  const processes = [working, cutOff, withoutSecrets, ignoring];
  return {
    withoutSecrets,
    post: (request: Parameters<typeof anHttpEvent>[0], by = working) =>
      by.invoke('ingest.ts', anHttpEvent(request)),
    /** Applies texts as one batch. */
    consume: (texts: readonly string[], by = working) => by.invoke('consume.ts', anSqsEvent(texts)),
    /** The same by a consume function that ignores every type of Tweed's that is not about a checkout. */
    consumeIgnoring: (texts: readonly string[]) => ignoring.invoke('consume-ignoring.ts', anSqsEvent(texts)),
    /** Publishes the records of a stream as one batch. */
    publish: (Records: readonly DynamoDBRecord[], by = working) => by.invoke('publish.ts', { Records }),
    /** Sends events to an endpoint that answers 410, as one batch. */
    notify: (texts: readonly string[]) => working.invoke('notify.ts', anSqsEvent(texts)),
    takeEvents,
    cutOff,
    working,
    queued: async () => (await receive(sqs.client, sqs.queueUrl)).map(({ Body = '' }) => Body),
    deadLetters: () => receive(sqs.client, sqs.deadLetterQueueUrl),
    depthOfDeadLetters: () => depthOf(sqs.client, sqs.deadLetterQueueUrl),
    rows: async () => (await dynamodb.client.send(new ScanCommand({ TableName: TABLE_NAME }))).Items ?? [],
    async stop() {
      const output = await Promise.all(processes.map((one) => one.stop()));
      await Promise.all([dynamodb.stop(), sqs.stop(), topic.stop(), endpoint.stop()]);
      return output.join('\n');
    },
  };
}
