import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import type { DeployedTarget } from '../stage/target.ts';

/** An address that a topic publishes to. */
export interface Subscription {
  readonly arn: string;
  /** Such as `email`, `https` or `sqs`. */
  readonly protocol: string;
  readonly address: string;
  /** SNS publishes nothing to an address that has not confirmed. */
  readonly isConfirmed: boolean;
}

export async function readSubscriptions(
  target: DeployedTarget,
  topic: string,
): Promise<readonly Subscription[]> {
  const client = new SNSClient(target.aws);
  const found: Subscription[] = [];
  try {
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topic })) {
      for (const { Protocol = '', Endpoint = '', SubscriptionArn = '' } of page.Subscriptions ?? [])
        found.push({
          arn: SubscriptionArn,
          protocol: Protocol,
          address: Endpoint,
          // Instead of an ARN, it is then `PendingConfirmation` or `Deleted`.
          isConfirmed: SubscriptionArn.startsWith('arn:'),
        });
    }
    return found;
  } finally {
    client.destroy();
  }
}
