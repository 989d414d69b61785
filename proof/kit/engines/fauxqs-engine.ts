import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';

/** An SQS server of this machine, running, with one queue and one dead-letter queue. */
export interface SqsEngine {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  stop(): Promise<void>;
}

export async function startSqsEngine(): Promise<SqsEngine> {
  const server = await startFauxqs({ port: 0, logger: false });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const urlOf = (name: string) => `${endpoint}/000000000000/${server.createQueue(name).queueName}`;
  return {
    client,
    queueUrl: urlOf('deliveries'),
    deadLetterQueueUrl: urlOf('dead-letters'),
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

/** The messages that are visible in a queue, at most ten; they are then in flight. */
export async function receive(client: SQSClient, queueUrl: string) {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command)).Messages ?? [];
}
