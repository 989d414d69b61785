import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { localClient } from '../../local/emulators/local-client.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';

/** An SNS FIFO topic that runs in this process, and queues that subscribe to it. */
export interface TopicEngine {
  readonly endpoint: string;
  readonly client: SNSClient;
  readonly topicArn: string;
  /** Subscribes a new queue. Returns a function that takes all of its messages. */
  subscribe(name: string, filterPolicy?: object): Promise<() => Promise<readonly string[]>>;
  stop(): Promise<void>;
}

const ATTRIBUTES = { FifoTopic: 'true', ContentBasedDeduplication: 'false' };

export async function startTopicEngine(): Promise<TopicEngine> {
  const server = await startFauxqs({ port: 0, host: LOCAL_HOST, logger: false });
  const endpoint = `http://${LOCAL_HOST}:${server.port}`;
  const options = { ...localClient(endpoint, 'us-east-1'), maxAttempts: 1 };
  const client = new SNSClient(options);
  const queues = new SQSClient(options);
  const create = new CreateTopicCommand({ Name: 'events.fifo', Attributes: ATTRIBUTES });
  const { TopicArn: topicArn = '' } = await client.send(create);
  return {
    endpoint,
    client,
    topicArn,
    async subscribe(name, filterPolicy) {
      const { queueUrl, queueArn } = await createFifoQueue(queues, name);
      const Attributes: Record<string, string> = { RawMessageDelivery: 'true' };
      if (filterPolicy) Attributes['FilterPolicy'] = JSON.stringify(filterPolicy);
      const to = { TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes };
      await client.send(new SubscribeCommand(to));
      return () => takeAll(queues, queueUrl);
    },
    async stop() {
      client.destroy();
      queues.destroy();
      await server.stop();
    },
  };
}

async function createFifoQueue(client: SQSClient, name: string) {
  const create = new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: 'true' } });
  const { QueueUrl: queueUrl = '' } = await client.send(create);
  const ask = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await client.send(ask);
  return { queueUrl, queueArn: Attributes?.['QueueArn'] ?? '' };
}

/** Receives and deletes messages until no more come. */
async function takeAll(client: SQSClient, QueueUrl: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await client.send(command);
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
