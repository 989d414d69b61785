import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { readServiceDefinition, type ServiceDefinition } from '../../service/service-definition.ts';
import { claimPorts } from '../emulators/claim-ports.ts';
import { queueUrl } from '../emulators/queues.ts';
import { Restartable } from '../emulators/restartable.ts';
import { startGateway } from '../gateway/gateway.ts';
import { type Addresses, addressesOf, awsVariables, endpoint } from './addresses.ts';
import { startQueuePart, startTablePart } from './emulator-parts.ts';
import { ServiceFunctions } from './service-functions.ts';
import { ServiceMappings } from './service-mappings.ts';
import { type CompleteOptions, completeOptions, type StackOptions } from './stack-options.ts';

/** The service, running on this machine. */
export interface LocalStack extends Addresses {
  /** Of the HTTP API, without a slash at the end. */
  readonly url: string;
  readonly tableName: string;
  /** Where webhooks wait. */
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Environment variables with which an SDK, the AWS CLI or our own CLI finds all of this. */
  readonly variables: Readonly<Record<string, string>>;
  /** SQS alone, to take it away and bring it back on the same port. Without a data directory it comes back empty. */
  readonly queue: Restartable;
  /** DynamoDB alone, likewise. */
  readonly table: Restartable;
  /** Stops everything, children included, within 2 s. */
  stop(): Promise<void>;
}

/**
 * Runs the service on this machine: the real handlers under our own gateway and event source mapping, on emulators
 * of SQS and DynamoDB, wired as serverless.yml says. Resolves when it takes requests.
 *
 * @throws PortInUse, or Error when a part does not start; nothing is left running then
 */
export async function startStack(given: StackOptions = {}): Promise<LocalStack> {
  const options = completeOptions(given);
  const service = readServiceDefinition(options.directory);
  const { http, addresses } = await claimAddresses(options);
  await using started = new AsyncDisposableStack();
  const queue = new Restartable(() => startQueuePart(options, service, addresses));
  const table = new Restartable(() => startTablePart(options, service, addresses));
  const functions = new ServiceFunctions({ ...options, service, addresses }, Object.keys(service.functions));
  for (const part of [queue, table, functions]) started.defer(() => part.stop());
  await allSettled([functions.prewarm(), queue.start(), table.start()]);
  const { host, maximumEnvironments: maximumConcurrency, onFault } = options;
  const { sqsEndpoint } = addresses;
  const mappings = new ServiceMappings({ service, sqsEndpoint, functions, maximumConcurrency, onFault });
  started.defer(() => mappings.stop());
  const invoke = (key: string, event: unknown) => functions.invoke(key, event);
  const gateway = await startGateway({ routes: service.routes, invoke, host, port: http, onFault });
  started.defer(() => gateway.stop());
  const running = started.move();
  return {
    ...describe(options, service, addresses, gateway.port),
    queue,
    table,
    stop: () => running.disposeAsync(),
  };
}

async function claimAddresses({ host, ports, dynamodbEndpoint }: CompleteOptions) {
  const [http = 0, sqs = 0, dynamodb = 0] = await claimPorts([
    { variable: 'PORT', host, port: ports.http },
    { variable: 'SQS_PORT', host: LOCAL_HOST, port: ports.sqs },
    { variable: 'DYNAMODB_PORT', host: LOCAL_HOST, port: dynamodbEndpoint ? 0 : ports.dynamodb },
  ]);
  return { http, addresses: addressesOf(sqs, dynamodb, dynamodbEndpoint) };
}

/** Waits for all, so that whatever was started can be stopped, and only then fails. */
async function allSettled(starting: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(starting);
  await Promise.all(starting);
}

function describe({ host }: CompleteOptions, service: ServiceDefinition, addresses: Addresses, port: number) {
  const [table] = Object.values(service.tables);
  const source = service.queues[service.mappings[0]?.queue ?? ''];
  const deadLetters = service.queues[source?.redrive?.deadLetterQueue ?? ''];
  if (!table || !source || !deadLetters)
    throw new Error('serverless.yml lacks the table or one of the queues.');
  const tableName = table.input.TableName;
  return {
    ...addresses,
    url: endpoint(host, port),
    tableName,
    queueUrl: queueUrl(addresses.sqsEndpoint, source),
    deadLetterQueueUrl: queueUrl(addresses.sqsEndpoint, deadLetters),
    variables: { ...awsVariables(addresses, service.region), TABLE_NAME: tableName },
  };
}
