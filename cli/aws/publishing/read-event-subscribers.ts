import { GetSubscriptionAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { DeployedTarget } from '../../stage/target.ts';
import { readSubscriptions } from '../read-subscriptions.ts';

/** A queue that a topic publishes to. */
export interface EventSubscriber {
  readonly address: string;
  readonly isConfirmed: boolean;
  /** Whether an event that SNS cannot deliver is kept. `unknown` for a subscription of another account. */
  readonly deadLetters: 'kept' | 'lost' | 'unknown';
}

export async function readEventSubscribers(
  target: DeployedTarget,
  topic: string,
): Promise<readonly EventSubscriber[]> {
  const client = new SNSClient(target.aws);
  const subscribers: EventSubscriber[] = [];
  try {
    for (const { arn, address, isConfirmed } of await readSubscriptions(target, topic)) {
      const deadLetters = isConfirmed ? await readDeadLetters(client, arn) : 'unknown';
      subscribers.push({ address, isConfirmed, deadLetters });
    }
    return subscribers;
  } finally {
    client.destroy();
  }
}

async function readDeadLetters(
  client: SNSClient,
  SubscriptionArn: string,
): Promise<EventSubscriber['deadLetters']> {
  try {
    const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    return Attributes['RedrivePolicy'] ? 'kept' : 'lost';
  } catch (error) {
    // Only its owner may read a subscription that another account has made.
    if (error instanceof Error && error.name === 'AuthorizationErrorException') return 'unknown';
    throw error;
  }
}
