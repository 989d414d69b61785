import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { localClient } from '../../../local/emulators/local-client.ts';

/** An SQS server that runs in this process, with one queue and one dead-letter queue. */
export interface SqsEngine {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  stop(): Promise<void>;
}

export async function startSqsEngine(): Promise<SqsEngine> {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({ ...localClient(endpoint, 'us-east-1'), maxAttempts: 1 });
  const createQueue = (name: string) => `${endpoint}/000000000000/${server.createQueue(name).queueName}`;
  return {
    client,
    queueUrl: createQueue('deliveries'),
    deadLetterQueueUrl: createQueue('dead-letters'),
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

/** Receives up to ten messages of a queue. They are in flight after that. */
export async function receive(client: SQSClient, queueUrl: string) {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command)).Messages ?? [];
}
