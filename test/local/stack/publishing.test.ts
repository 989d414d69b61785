import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type ChangeEvent, ChangeEventSchema } from '../../../lib/events/change-event.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { deleteMessages } from '../../../local/mapping/delete-messages.ts';
import { StackUnderTest } from './stack-under-test.ts';

const patience = { timeout: 20_000, interval: 50 };
const region = 'eu-central-1';

const subject = await StackUnderTest.start();
const { stack } = subject;
const sqs = new SQSClient(localClient(stack.sqsEndpoint, region));
afterAll(async () => {
  sqs.destroy();
  await stack.stop();
});

/** Subscribes a FIFO queue, and returns a function that returns the events that it has had. */
async function subscriber(name: string): Promise<() => Promise<readonly ChangeEvent[]>> {
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: 'true' } }),
  );
  const sns = new SNSClient(localClient(stack.sqsEndpoint, region));
  await sns.send(
    new SubscribeCommand({
      TopicArn: stack.topicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${region}:000000000000:${name}.fifo`,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  sns.destroy();
  const events: ChangeEvent[] = [];
  return async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = '' } of Messages) events.push(ChangeEventSchema.parse(JSON.parse(Body)));
    await deleteMessages(sqs, QueueUrl, Messages);
    return events;
  };
}

describe('On the local stack', () => {
  it('a subscriber of the topic gets an event for each change, in order', async () => {
    const events = await subscriber('shop');
    await subject.deliver({ checkoutId: 'CCO-paid', status: 'NEW' });
    await vi.waitFor(async () => expect(await subject.statuses(['CCO-paid'])).toEqual(['NEW']), patience);
    await subject.deliver({ checkoutId: 'CCO-paid', status: 'SUCCESS' });
    await vi.waitFor(async () => {
      expect(await events()).toMatchObject([
        { type: 'checkout.pending', subject: 'CCO-paid', sequence: '0000000001', data: { previous: null } },
        {
          type: 'checkout.succeeded',
          sequence: '0000000002',
          data: { attention: [], previous: { state: 'pending', status: 'NEW' } },
        },
      ]);
    }, patience);
  });

  it('a webhook that changes nothing has no event', async () => {
    const events = await subscriber('quiet');
    await subject.deliver({ checkoutId: 'CCO-paid', status: 'SUCCESS' });
    await vi.waitFor(() => expect(subject.logged('event_duplicate', 'CCO-paid')).toBe(1), patience);
    await subject.deliver({ checkoutId: 'CCO-other', status: 'SUCCESS' });
    await vi.waitFor(async () => {
      expect(await events()).toMatchObject([{ subject: 'CCO-other' }]);
    }, patience);
  });
});
