import { paginateListSubscriptionsByTopic, type SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  DeleteQueueCommand,
  ListQueueTagsCommand,
  paginateListQueues,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Target } from '../../stage/target.ts';
import { FOLLOWED_AT, followerPrefix, isFollower } from './follower-names.ts';

const LEFT_AFTER_MS = 60 * 60_000;

interface Clients {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly topicArn: string;
}

/** Removes the queues and subscriptions of followers that have said nothing for an hour: they were killed. */
export async function removeLeftovers(target: Target, { sns, sqs, topicArn }: Clients): Promise<void> {
  const left = new Set<string>();
  for (const url of await followerQueues(target, sqs)) {
    if (await removeIfLeft(sqs, url)) left.add(url.split('/').at(-1) ?? '');
  }
  if (left.size === 0) return;
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: sns },
    { TopicArn: topicArn },
  )) {
    for (const { Endpoint = '', SubscriptionArn } of Subscriptions)
      if (left.has(Endpoint.split(':').at(-1) ?? ''))
        await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  }
}

async function followerQueues(target: Target, sqs: SQSClient): Promise<readonly string[]> {
  const found: string[] = [];
  const request = { QueueNamePrefix: followerPrefix(target), MaxResults: 1_000 };
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, request))
    found.push(...QueueUrls.filter((url) => isFollower(target, url)));
  return found;
}

/** A queue without a time is not one of ours. One that is gone was removed by another follower. */
async function removeIfLeft(sqs: SQSClient, QueueUrl: string): Promise<boolean> {
  try {
    const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
    const followedAt = Date.parse(Tags[FOLLOWED_AT] ?? '');
    if (!(Date.now() - followedAt > LEFT_AFTER_MS)) return false;
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    return true;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return false;
    throw error;
  }
}
