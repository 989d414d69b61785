import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDefinition } from '../../service/resources/queue-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { localClient } from '../emulators/local-client.ts';
import { queueArn, queueUrl } from './resource-names.ts';

/**
 * Creates the service's queues. A queue that exists keeps its messages and gets the attributes declared today.
 * @param visibilityTimeoutSeconds replaces the declared one, which is minutes: tests cannot wait that long
 */
export async function createQueues(
  { queues, region }: ServiceDefinition,
  endpoint: string,
  visibilityTimeoutSeconds?: number,
): Promise<void> {
  const client = new SQSClient(localClient(endpoint, region));
  try {
    for (const queue of Object.values(queues)) {
      const attributes = { ...queue.attributes, ...redrivePolicy(queues, region, queue) };
      if (visibilityTimeoutSeconds !== undefined) {
        attributes['VisibilityTimeout'] = String(visibilityTimeoutSeconds);
      }
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
    if (!existsAlready(error)) throw error;
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: changeable(Attributes) }));
  }
}

/** fauxqs refuses to change these two, even to what they are. */
function changeable(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const { DeduplicationScope: _, FifoThroughputLimit: __, ...rest } = attributes;
  return rest;
}

/** The queue exists with other attributes. fauxqs uses the error's older, longer name, for which the SDK has no class. */
const existsAlready = (error: unknown): boolean =>
  error instanceof Error && /\bQueueNameExists$/.test(error.name);
