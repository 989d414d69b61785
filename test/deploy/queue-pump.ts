import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { DeployedFunction } from './deployed-stage.ts';

const Batch = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/**
 * Does the work of Lambda's event source mapping until the queue is empty: receives up to ten messages, runs consume,
 * and deletes the messages that it did not report as failed. moto has the mapping, but needs Docker to run it.
 *
 * @returns the number of deleted messages
 */
export async function pump(endpoint: string, queueUrl: string, consume: DeployedFunction): Promise<number> {
  const client = new SQSClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 't', secretAccessKey: 't' },
  });
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 0,
  });
  let handled = 0;
  for (;;) {
    const { Messages = [] } = await client.send(receive);
    if (Messages.length === 0) return handled;
    const Records = Messages.map(({ MessageId, Body }) => ({
      messageId: MessageId,
      body: Body,
      attributes: {},
    }));
    const { batchItemFailures } = Batch.parse(await consume.invoke({ Records }));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = Messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
    await deleteAll(client, queueUrl, done);
    handled += done.length;
  }
}

async function deleteAll(client: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}
