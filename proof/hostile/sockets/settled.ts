import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

const PAUSE_MS = 100;
const PATIENCE_MS = 60_000;
const Queued = z.object({ bodyDigest: z.string() });

/** Waits until a queue holds nothing, seen or unseen. @throws Error when it does not come to that */
export async function untilEmpty(client: SQSClient, queueUrl: string): Promise<void> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(PAUSE_MS)) {
    const command = new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [...AttributeNames],
    });
    const { Attributes = {} } = await client.send(command);
    if (AttributeNames.every((name) => Attributes[name] === '0')) return;
  }
  throw new Error('The queue does not become empty.');
}

/** Takes everything out of the dead-letter queue: what each was (the digest of its body), and why it is there. */
export async function takeLetters(client: SQSClient, queueUrl: string) {
  const letters: { readonly digest: string; readonly reason: string | undefined }[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return letters;
    for (const { Body = '', MessageAttributes } of Messages) {
      const { bodyDigest: digest } = Queued.parse(JSON.parse(Body));
      letters.push({ digest, reason: MessageAttributes?.['reason']?.StringValue });
    }
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}
