import { type MessageAttributeValue, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });

/** The dead-letter queue on SQS. The message stays as it was; the reason stands in an attribute beside it. */
export const sqsDeadLetterQueue = (client: SQSClient, queueUrl: string): DeadLetterQueue => ({
  async send(letter: DeadLetter, signal: AbortSignal): Promise<void> {
    const command = new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: letter.text,
      MessageAttributes: {
        reason: text(letter.reason),
        ...(letter.provider && { provider: text(letter.provider) }),
      },
    });
    await portCall('SendMessage to the dead-letter queue', () => client.send(command), signal);
  },
});
