import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localClient } from '../../../local/emulators/local-client.ts';
import { type LambdaApi, startLambdaApi } from '../../../local/lambda-api/lambda-api.ts';
import type { PausableMapping } from '../../../local/lambda-api/pausable-mapping.ts';
import { type CliStack, startCliStack } from '../cli-stack.ts';

const region = 'eu-central-1';
const stack = 'checkout-webhooks-dev';

type Queue = 'notify.fifo' | 'notify-dead-letters.fifo';

/** A mapping that nothing runs behind, so that what a command sends stays in the queue. */
export class IdleMapping implements PausableMapping {
  readonly functionName: string;
  readonly eventSourceArn: string;
  enabled = true;

  /** @param key of the function in serverless.yml */
  constructor(key: string, eventSourceArn: string) {
    this.functionName = `${stack}-${key}`;
    this.eventSourceArn = eventSourceArn;
  }

  async pause(): Promise<void> {
    this.enabled = false;
  }
  async resume(): Promise<void> {
    this.enabled = true;
  }
}

/** The mapping of publish, on the stream that the table has. */
export async function publishMapping({ stack: running }: CliStack): Promise<IdleMapping> {
  const client = new DynamoDBClient(localClient(running.dynamodbEndpoint, region));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: running.tableName }));
  return new IdleMapping('publish', Table?.LatestStreamArn ?? 'no stream');
}

/** The local stack with the queues of notify and its mapping, but without the function that empties them. */
export class NotifyUnderTest {
  readonly cli: CliStack;
  readonly environment: Readonly<Record<string, string>>;
  readonly #api: LambdaApi;
  readonly #sqs: SQSClient;

  /** @param others returns more mappings for Lambda's API */
  static async start(
    others: (cli: CliStack) => Promise<readonly PausableMapping[]> = async () => [],
  ): Promise<NotifyUnderTest> {
    const cli = await startCliStack();
    const queueArn = `arn:aws:sqs:${region}:000000000000:${stack}-notify.fifo`;
    const mappings = [new IdleMapping('notify', queueArn), ...(await others(cli))];
    const api = await startLambdaApi({
      port: 0,
      region,
      mappings,
      variablesOf: () => ({ NOTIFY_URL: 'https://shop.example:8443/paid?token=secret' }),
      onFault: () => undefined,
    });
    const subject = new NotifyUnderTest(cli, api);
    for (const queue of ['notify.fifo', 'notify-dead-letters.fifo'])
      await subject.#sqs.send(
        new CreateQueueCommand({ QueueName: `${stack}-${queue}`, Attributes: { FifoQueue: 'true' } }),
      );
    return subject;
  }

  private constructor(cli: CliStack, api: LambdaApi) {
    this.cli = cli;
    this.#api = api;
    this.environment = { ...cli.environment, LAMBDA_PORT: String(api.port) };
    this.#sqs = new SQSClient(localClient(cli.stack.sqsEndpoint, region));
  }

  get lambdaEndpoint(): string {
    return `http://127.0.0.1:${this.#api.port}`;
  }

  /** Puts a dead letter there, as notify does. */
  async deadLetter(group: string, text: string): Promise<void> {
    await this.#sqs.send(
      new SendMessageCommand({
        QueueUrl: this.#url('notify-dead-letters.fifo'),
        MessageBody: text,
        MessageGroupId: group,
        MessageDeduplicationId: `${group}-${text}-${performance.now()}`,
        MessageAttributes: { reason: { DataType: 'String', StringValue: 'http_500' } },
      }),
    );
  }

  /** Takes everything out of a queue, in the order in which the queue gives it out. */
  async take(queue: Queue): Promise<readonly Message[]> {
    const QueueUrl = this.#url(queue);
    const taken: Message[] = [];
    for (;;) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
      });
      const { Messages = [] } = await this.#sqs.send(command);
      if (Messages.length === 0) return taken;
      for (const { ReceiptHandle } of Messages)
        await this.#sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      taken.push(...Messages);
    }
  }

  async count(queue: Queue): Promise<number> {
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const { Attributes } = await this.#sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#url(queue), AttributeNames }),
    );
    return Number(Attributes?.['ApproximateNumberOfMessages']);
  }

  async empty(): Promise<void> {
    for (const queue of ['notify.fifo', 'notify-dead-letters.fifo'] as const)
      await this.#sqs.send(new PurgeQueueCommand({ QueueUrl: this.#url(queue) }));
  }

  async stop(): Promise<void> {
    this.#sqs.destroy();
    await this.#api.stop();
    await this.cli.stack.stop();
  }

  #url(queue: Queue): string {
    return `${this.cli.stack.sqsEndpoint}/000000000000/${stack}-${queue}`;
  }
}
