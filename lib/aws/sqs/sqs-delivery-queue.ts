import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DeliveryQueue, PortFault } from '../../app/ports.ts';
import type { QueueMessage } from '../../webhook/queue-message.ts';
import { portCall } from '../port-call.ts';

/** The delivery queue on SQS, with one `SendMessage` per webhook. */
export const sqsDeliveryQueue = (client: SQSClient, queueUrl: string): DeliveryQueue => ({
  async send(message: QueueMessage, signal: AbortSignal): Promise<string> {
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) });
    const { MessageId } = await portCall('SendMessage', () => client.send(command), signal);
    if (!MessageId) throw new PortFault('SendMessage: the response has no MessageId');
    return MessageId;
  },
});
