import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import type { EventFilter, Follower } from '../../events/follower.ts';
import type { Target } from '../../stage/target.ts';
import { FOLLOWED_AT, newFollowerName, queueArnBeside } from './follower-names.ts';
import { removeLeftovers } from './leftover-followers.ts';

const RETENTION_SECONDS = 60;
const WAIT_SECONDS = 10;
const BATCH_SIZE = 10;
const TAG_EVERY_MS = 10 * 60_000;

/**
 * Follows the events of a topic through a queue of its own, which only the topic may send to. First it removes the
 * queues of followers that were killed.
 */
export async function openFollower(target: Target, topicArn: string, filter: EventFilter): Promise<Follower> {
  const sns = new SNSClient(target.sns);
  // An emulator may put any host into the URL of a queue, so requests must go to the endpoint instead.
  const sqs = new SQSClient({ ...target.sqs, useQueueUrlAsEndpoint: false });
  await removeLeftovers(target, { sns, sqs, topicArn });
  const name = newFollowerName(target);
  const queueArn = queueArnBeside(topicArn, name);
  const queueUrl = await createQueue(sqs, name, policyFor(topicArn, queueArn));
  const follower = new FollowerQueue(sns, sqs, queueUrl);
  try {
    await follower.subscribe(topicArn, queueArn, filter);
    return follower;
  } catch (error) {
    await follower.close();
    throw error;
  }
}

class FollowerQueue implements Follower {
  readonly #sns: SNSClient;
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;
  #subscriptionArn: string | undefined;
  #taggedAt = performance.now();

  constructor(sns: SNSClient, sqs: SQSClient, queueUrl: string) {
    this.#sns = sns;
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  async subscribe(topicArn: string, queueArn: string, filter: EventFilter): Promise<void> {
    const command = new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: { RawMessageDelivery: 'true', ...filterPolicy(filter) },
      ReturnSubscriptionArn: true,
    });
    this.#subscriptionArn = (await this.#sns.send(command)).SubscriptionArn;
  }

  async receive(signal: AbortSignal): Promise<readonly string[]> {
    await this.#sayThatItIsThere();
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      WaitTimeSeconds: WAIT_SECONDS,
    });
    try {
      const { Messages = [] } = await this.#sqs.send(command, { abortSignal: signal });
      if (Messages.length > 0) await this.#delete(Messages);
      return Messages.map(({ Body = '' }) => Body);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#subscriptionArn !== undefined)
      await this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: this.#subscriptionArn }));
    await this.#sqs.send(new DeleteQueueCommand({ QueueUrl: this.#queueUrl }));
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
  }

  /** A follower that runs for longer than an hour must not be taken for one that was killed. */
  async #sayThatItIsThere(): Promise<void> {
    if (performance.now() - this.#taggedAt < TAG_EVERY_MS) return;
    this.#taggedAt = performance.now();
    await this.#sqs.send(new TagQueueCommand({ QueueUrl: this.#queueUrl, Tags: tagsNow() }));
  }
}

async function createQueue(sqs: SQSClient, QueueName: string, policy: object): Promise<string> {
  const command = new CreateQueueCommand({
    QueueName,
    Attributes: {
      FifoQueue: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      MessageRetentionPeriod: String(RETENTION_SECONDS),
      Policy: JSON.stringify(policy),
    },
    tags: tagsNow(),
  });
  const { QueueUrl } = await sqs.send(command);
  if (QueueUrl === undefined) throw new Error(`SQS returned no URL for the queue ${QueueName}.`);
  return QueueUrl;
}

const tagsNow = (): Record<string, string> => ({ [FOLLOWED_AT]: new Date().toISOString() });

/** Only this topic may send to the queue. */
const policyFor = (topicArn: string, queueArn: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    },
  ],
});

function filterPolicy({ types, providers }: EventFilter): Record<string, string> {
  const policy: Record<string, readonly string[]> = {};
  if (types.length > 0) policy['type'] = types;
  if (providers.length > 0) policy['provider'] = providers;
  return Object.keys(policy).length === 0 ? {} : { FilterPolicy: JSON.stringify(policy) };
}
