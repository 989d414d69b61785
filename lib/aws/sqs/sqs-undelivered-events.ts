import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueuedEvent, UndeliveredEvents } from '../../app/notify/notify-ports.ts';
import { portCall } from '../port-call.ts';

/**
 * The dead-letter queue of notify on SQS. It is FIFO too, so the events of a checkout stay in order. The attribute
 * `reason` says why the last attempt failed.
 */
export const sqsUndeliveredEvents = (client: SQSClient, queueUrl: string): UndeliveredEvents => ({
  async send({ text, group, messageId }: QueuedEvent, reason: string, signal: AbortSignal): Promise<void> {
    const command = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: text,
      MessageGroupId: group,
      // Not the id of the event: an operator may send an event again, which may become a dead letter again.
      MessageDeduplicationId: messageId,
      MessageAttributes: { reason: { DataType: 'String', StringValue: reason } },
    });
    await portCall('SendMessage to the dead-letter queue', () => client.send(command), signal);
  },
});
