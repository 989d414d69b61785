import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localTarget } from '../../cli/stage/target.ts';
import { type ChangeEvent, ChangeEventSchema } from '../../lib/events/change-event.ts';
import { eventTopicNameOf } from '../../service/stage-name.ts';
import type { CliStack } from './cli-stack.ts';

/** A queue of the merchant on the topic of the local stack. */
export interface MerchantQueue {
  readonly topicArn: string;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** Receives and deletes events until none comes for a moment. Checks the form of each. */
  take(): Promise<readonly ChangeEvent[]>;
  close(): void;
}

const QUIET_SECONDS = 1;

/** Subscribes a new queue. Creates the topic if the stack has none yet. */
export async function subscribeMerchant({ environment }: CliStack, name: string): Promise<MerchantQueue> {
  const target = localTarget(environment);
  const sns = new SNSClient(target.sns);
  const sqs = new SQSClient({ ...target.sqs, useQueueUrlAsEndpoint: false });
  const fifo = { Name: eventTopicNameOf(target.stage), Attributes: { FifoTopic: 'true' } };
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand(fifo));
  const queue = new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: 'true' } });
  const { QueueUrl } = await sqs.send(queue);
  const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sqs.send(ask);
  const subscription = { TopicArn: topicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] };
  await sns.send(new SubscribeCommand({ ...subscription, Attributes: { RawMessageDelivery: 'true' } }));
  return {
    topicArn,
    sns,
    sqs,
    take: () => takeAll(sqs, QueueUrl),
    close() {
      sns.destroy();
      sqs.destroy();
    },
  };
}

async function takeAll(sqs: SQSClient, QueueUrl: string | undefined): Promise<readonly ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  for (;;) {
    const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: QUIET_SECONDS };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
    if (Messages.length === 0) return events;
    for (const { Body = '' } of Messages) events.push(ChangeEventSchema.parse(JSON.parse(Body)));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
