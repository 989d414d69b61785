import * as z from 'zod/mini';
import type { ResourceEntry } from '../service-file.ts';

/** A topic whose subscribers are queues. */
export interface TopicDefinition {
  readonly name: string;
  readonly isFifo: boolean;
}

/** A queue that receives what a topic gets. */
export interface SubscriptionDefinition {
  /** The topic's logical id. */
  readonly topic: string;
  /** The queue's logical id. */
  readonly queue: string;
  /** Whether the queue gets the message itself, and not a JSON object around it. */
  readonly isRaw: boolean;
}

const TopicProperties = z.object({ TopicName: z.string(), FifoTopic: z._default(z.boolean(), false) });

/** @throws ZodError */
export function topicDefinition(resource: ResourceEntry): TopicDefinition {
  const { TopicName, FifoTopic } = z.parse(TopicProperties, resource.Properties);
  return { name: TopicName, isFifo: FifoTopic };
}

const SubscriptionProperties = z.object({
  TopicArn: z.object({ Ref: z.string() }),
  Protocol: z.literal('sqs'),
  Endpoint: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  RawMessageDelivery: z._default(z.boolean(), false),
});

/** Returns undefined for a subscriber that is not a queue, such as an e-mail address: this machine cannot reach it. */
export function subscriptionDefinition(resource: ResourceEntry): SubscriptionDefinition | undefined {
  const result = z.safeParse(SubscriptionProperties, resource.Properties);
  if (!result.success) return undefined;
  const { TopicArn, Endpoint, RawMessageDelivery } = result.data;
  return { topic: TopicArn.Ref, queue: Endpoint['Fn::GetAtt'][0], isRaw: RawMessageDelivery };
}
