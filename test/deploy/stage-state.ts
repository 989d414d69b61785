import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeployedService } from './deployed-service.ts';

/** Reads the table and the dead-letter queue of a stage, faster than by a command. */
export class StageState {
  readonly #stackName: string;
  readonly #dynamodb: DynamoDBClient;
  readonly #sqs: SQSClient;

  constructor({ stackName, environment }: DeployedService) {
    const configuration = {
      endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
      region: environment['AWS_REGION'] ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    this.#stackName = stackName;
    this.#dynamodb = new DynamoDBClient(configuration);
    this.#sqs = new SQSClient(configuration);
  }

  /** Whether Inqud's checkout with an id has a row. */
  async hasRow(checkoutId: string): Promise<boolean> {
    const Key = { checkoutId: { S: checkoutId }, provider: { S: 'inqud' } };
    const command = new GetItemCommand({ TableName: this.#stackName, Key, ConsistentRead: true });
    return (await this.#dynamodb.send(command)).Item !== undefined;
  }

  async countLetters(): Promise<number> {
    const QueueName = `${this.#stackName}-dead-letters`;
    const { QueueUrl } = await this.#sqs.send(new GetQueueUrlCommand({ QueueName }));
    const command = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    return Number((await this.#sqs.send(command)).Attributes?.['ApproximateNumberOfMessages']);
  }
}
