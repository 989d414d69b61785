import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDefinition } from '../../service/queue-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from './local-client.ts';
import { ACCOUNT } from './sqs.ts';

export const queueUrl = (endpoint: string, { name }: QueueDefinition): string =>
  `${endpoint}/${ACCOUNT}/${name}`;

export const queueArn = (region: string, { name }: QueueDefinition): string =>
  `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;

/**
 * Creates the service's queues; those that are there keep their messages and get the attributes of today.
 * @param visibilityTimeoutSeconds of the queue that has retries, in place of the declared one: tests cannot wait minutes
 */
export async function createQueues(
  { queues, region }: ServiceDefinition,
  endpoint: string,
  visibilityTimeoutSeconds?: number,
): Promise<void> {
  const client = new SQSClient(localClient(endpoint, region));
  try {
    for (const queue of Object.values(queues)) {
      const attributes = {
        ...queue.attributes,
        ...redrivePolicy(queues, region, queue),
        ...(visibilityTimeoutSeconds !== undefined && {
          VisibilityTimeout: String(visibilityTimeoutSeconds),
        }),
      };
      await createQueue(client, queueUrl(endpoint, queue), queue.name, attributes);
    }
  } finally {
    client.destroy();
  }
}

function redrivePolicy(
  queues: ServiceDefinition['queues'],
  region: string,
  { redrive }: QueueDefinition,
): Record<string, string> {
  const target = redrive && queues[redrive.deadLetterQueue];
  if (!redrive || !target) return {};
  const { maxReceiveCount } = redrive;
  return {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(region, target), maxReceiveCount }),
  };
}

async function createQueue(
  client: SQSClient,
  QueueUrl: string,
  QueueName: string,
  Attributes: Record<string, string>,
): Promise<void> {
  try {
    await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  } catch (error) {
    if (!isThere(error)) throw error;
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
}

/** There with other attributes. fauxqs gives the error under its older, longer name, which is no class of the SDK. */
const isThere = (error: unknown): boolean => error instanceof Error && /\bQueueNameExists$/.test(error.name);
