import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { NotifyQueue, QueuedEvent } from '../../app/notify/notify-ports.ts';
import { portCall } from '../port-call.ts';

/** The queue of events on SQS. It is FIFO, with one message group per checkout. */
export const sqsNotifyQueue = (client: SQSClient, queueUrl: string): NotifyQueue => ({
  async hide({ receipt }: QueuedEvent, seconds: number, signal: AbortSignal): Promise<void> {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    });
    await portCall('ChangeMessageVisibility', () => client.send(command), signal);
  },
});
