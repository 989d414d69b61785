import { type MessageAttributeValue, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });

/** The dead-letter queue on SQS. The message is sent unchanged. Its attributes say the reason and the provider. */
export const sqsDeadLetterQueue = (client: SQSClient, queueUrl: string): DeadLetterQueue => ({
  async send(letter: DeadLetter, signal: AbortSignal): Promise<void> {
    const attributes: Record<string, MessageAttributeValue> = { reason: text(letter.reason) };
    if (letter.provider) attributes['provider'] = text(letter.provider);
    const command = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: letter.text,
      MessageAttributes: attributes,
    });
    await portCall('SendMessage to the dead-letter queue', () => client.send(command), signal);
  },
});
