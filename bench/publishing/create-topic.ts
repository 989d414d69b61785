import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { localClient } from '../../local/emulators/local-client.ts';

/**
 * Creates a FIFO topic beside the queues. Returns the environment in which the publish function finds it.
 *
 * @param variables of a function that uses the queues
 */
export async function createTopic(
  variables: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const { AWS_ENDPOINT_URL_SQS = '', AWS_REGION = '', QUEUE_URL = '' } = variables;
  const client = new SNSClient(localClient(AWS_ENDPOINT_URL_SQS, AWS_REGION));
  try {
    const Attributes = { FifoTopic: 'true', ContentBasedDeduplication: 'false' };
    const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'bench.fifo', Attributes }));
    return {
      ...variables,
      AWS_ENDPOINT_URL_SNS: AWS_ENDPOINT_URL_SQS,
      TOPIC_ARN: TopicArn,
      UNREADABLE_CHANGES_QUEUE_URL: QUEUE_URL,
      EVENT_SOURCE: 'urn:checkout-webhooks:prod',
    };
  } finally {
    client.destroy();
  }
}
