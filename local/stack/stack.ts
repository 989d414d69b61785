import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { claimPorts } from '../emulators/claim-ports.ts';
import { Restartable } from '../emulators/restartable.ts';
import { startServiceLambdaApi } from '../lambda-api/start-service-lambda-api.ts';
import { queueUrl, topicArn } from '../resources/resource-names.ts';
import { type Addresses, awsVariables, endpoint } from './addresses.ts';
import { claimDataDirectory } from './claim-data-directory.ts';
import { ServiceFunctions } from './functions/service-functions.ts';
import { ServiceMappings } from './functions/service-mappings.ts';
import { startServiceGateway } from './service-gateway.ts';
import { readStackContext, type StackContext } from './stack-context.ts';
import {
  type CompleteOptions,
  completeOptions,
  type StackOptions,
  type StackPorts,
} from './stack-options.ts';
import { startQueues, startTables } from './start-emulators.ts';

/** The service, running on this machine. */
export interface LocalStack extends Addresses {
  /** The URL of the HTTP API, without a slash at the end. */
  readonly url: string;
  readonly tableName: string;
  /** The queue of webhooks. */
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** The topic of the events. */
  readonly topicArn: string;
  /** Environment variables with which an SDK, the AWS CLI or the project's own CLI finds this stack. */
  readonly variables: Readonly<Record<string, string>>;
  /** SQS, to be stopped and started again on the same port. Without a data directory it comes back empty. */
  readonly queue: Restartable;
  /** DynamoDB, likewise. */
  readonly table: Restartable;
  /** Stops everything, children included, within 2 s. */
  stop(): Promise<void>;
}

/**
 * Runs the service on this machine: the real handlers behind a gateway and event source mappings that behave as AWS's
 * do, on emulators of SQS and DynamoDB, all wired as serverless.yml declares. Resolves when it accepts requests.
 *
 * @throws PortInUse, DirectoryRefused, or Error when a part does not start; then nothing is left running
 */
export async function startStack(options: StackOptions = {}): Promise<LocalStack> {
  const complete = completeOptions(options);
  await using started = new AsyncDisposableStack();
  if (complete.dataDir !== undefined) started.defer(claimDataDirectory(complete.dataDir));
  const context = readStackContext({ ...complete, ports: await claimStackPorts(complete) });
  const queue = new Restartable(() => startQueues(context));
  const table = new Restartable(() => startTables(context));
  const keys = Object.keys(context.service.functions);
  const functions = new ServiceFunctions(context, keys);
  for (const part of [queue, table, functions]) started.defer(() => part.stop());
  await allSettled([functions.prewarm(), queue.start(), table.start()]);
  const mappings = new ServiceMappings(context, functions, keys);
  started.defer(() => mappings.stop());
  const lambdaApi = await startServiceLambdaApi(context, mappings.pausable);
  started.defer(() => lambdaApi.stop());
  const gateway = await startServiceGateway(context, functions);
  started.defer(() => gateway.stop());
  const running = started.move();
  return { ...describe(context, gateway.port), queue, table, stop: () => running.disposeAsync() };
}

async function claimStackPorts(options: CompleteOptions): Promise<StackPorts> {
  const { host, ports, dynamodbEndpoint, lambdaPortOrFree: orFree = false } = options;
  const [http = 0, sqs = 0, dynamodb = 0, lambda = 0] = await claimPorts([
    { variable: 'PORT', host, port: ports.http },
    { variable: 'SQS_PORT', host: LOCAL_HOST, port: ports.sqs },
    { variable: 'DYNAMODB_PORT', host: LOCAL_HOST, port: dynamodbEndpoint ? 0 : ports.dynamodb },
    { variable: 'LAMBDA_PORT', host: LOCAL_HOST, port: ports.lambda, orFree },
  ]);
  return { http, sqs, dynamodb, lambda };
}

/** Waits until all have started or failed, so that everything that runs can be stopped. Only then does it throw. */
async function allSettled(starting: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(starting);
  await Promise.all(starting);
}

function describe({ options, service, addresses }: StackContext, port: number) {
  const [table] = Object.values(service.tables);
  const source = service.queues[service.mappings[0]?.queue ?? ''];
  const deadLetters = service.queues[source?.redrive?.deadLetterQueue ?? ''];
  const topic = Object.values(service.topics).find(({ isFifo }) => isFifo);
  if (!table || !source || !deadLetters || !topic) {
    throw new Error('serverless.yml lacks the table, the topic or one of the queues.');
  }
  const tableName = table.input.TableName;
  return {
    ...addresses,
    url: endpoint(options.host, port),
    tableName,
    queueUrl: queueUrl(addresses.sqsEndpoint, source),
    deadLetterQueueUrl: queueUrl(addresses.sqsEndpoint, deadLetters),
    topicArn: topicArn(service.region, topic),
    variables: { ...awsVariables(addresses, service.region), TABLE_NAME: tableName },
  };
}
