import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';

/** Where and as whom Serverless deploys. */
export type AwsConfig = Required<Pick<SQSClientConfig, 'region' | 'credentials'>>;

/** An AWS account, as the checks before a deployment and before a removal see it. */
export interface StageAccount {
  /** Returns the physical ids of the resources of a stack. Empty if the stack does not exist. */
  stackResources(stackName: string): Promise<ReadonlySet<string>>;
  hasTable(name: string): Promise<boolean>;
  /** Returns the URL of a queue, which is its physical id. Undefined if the queue does not exist. */
  queueUrl(name: string): Promise<string | undefined>;
  /** Returns how many messages a queue has, roughly: those that wait, are received or are delayed. */
  messagesIn(queueUrl: string): Promise<number>;
}

/** Opens the account that Serverless deploys to. */
export class AwsAccount implements StageAccount {
  readonly #config: AwsConfig;

  constructor(config: AwsConfig) {
    this.#config = config;
  }

  async stackResources(StackName: string): Promise<ReadonlySet<string>> {
    const client = new CloudFormationClient(this.#config);
    const found = await unlessAbsent(client.send(new DescribeStackResourcesCommand({ StackName })));
    const ids = new Set<string>();
    for (const { PhysicalResourceId } of found?.StackResources ?? []) {
      if (PhysicalResourceId !== undefined) ids.add(PhysicalResourceId);
    }
    return ids;
  }

  async hasTable(TableName: string): Promise<boolean> {
    const client = new DynamoDBClient(this.#config);
    return (await unlessAbsent(client.send(new DescribeTableCommand({ TableName })))) !== undefined;
  }

  async queueUrl(QueueName: string): Promise<string | undefined> {
    const client = new SQSClient(this.#config);
    return (await unlessAbsent(client.send(new GetQueueUrlCommand({ QueueName }))))?.QueueUrl;
  }

  async messagesIn(QueueUrl: string): Promise<number> {
    const client = new SQSClient({ ...this.#config, useQueueUrlAsEndpoint: false });
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await client.send(command);
    let messages = 0;
    for (const [name, value] of Object.entries(Attributes)) {
      if (name.startsWith('ApproximateNumberOfMessages')) messages += Number(value);
    }
    return messages;
  }
}

/** CloudFormation has no error of its own for a stack that does not exist. */
const ABSENT = new Set(['ValidationError', 'ResourceNotFoundException', 'QueueDoesNotExist']);

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && ABSENT.has(error.name)) return undefined;
    throw error;
  }
}
