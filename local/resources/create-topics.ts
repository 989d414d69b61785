import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from '../emulators/local-client.ts';
import { queueArn, topicArn } from './resource-names.ts';

/** Creates the service's topics, and subscribes its queues. What exists is not changed. */
export async function createTopics(
  { topics, subscriptions, queues, region }: ServiceDefinition,
  endpoint: string,
): Promise<void> {
  const client = new SNSClient(localClient(endpoint, region));
  try {
    for (const { name, isFifo } of Object.values(topics)) {
      await client.send(
        new CreateTopicCommand({ Name: name, Attributes: isFifo ? { FifoTopic: 'true' } : {} }),
      );
    }
    for (const { topic, queue, isRaw } of Object.values(subscriptions)) {
      const [from, to] = [topics[topic], queues[queue]];
      if (!from || !to) throw new Error(`serverless.yml: ${topic} or ${queue} is not of this service.`);
      await client.send(
        new SubscribeCommand({
          TopicArn: topicArn(region, from),
          Protocol: 'sqs',
          Endpoint: queueArn(region, to),
          Attributes: { RawMessageDelivery: String(isRaw) },
        }),
      );
    }
  } finally {
    client.destroy();
  }
}
