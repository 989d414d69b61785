import { join } from 'node:path';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import { startDynamodb } from '../emulators/dynamodb.ts';
import { createQueues } from '../emulators/queues.ts';
import type { Stoppable } from '../emulators/restartable.ts';
import { startSqs } from '../emulators/sqs.ts';
import { createTables } from '../emulators/tables.ts';
import type { Addresses } from './addresses.ts';
import type { CompleteOptions } from './stack-options.ts';

const portOf = (endpoint: string): number => Number(new URL(endpoint).port);

/** SQS with the service's queues. */
export async function startQueuePart(
  { dataDir, visibilityTimeoutSeconds }: CompleteOptions,
  service: ServiceDefinition,
  { sqsEndpoint }: Addresses,
): Promise<Stoppable> {
  const data = dataDir === undefined ? {} : { dataDir: join(dataDir, 'sqs') };
  const sqs = await startSqs({
    host: LOCAL_HOST,
    port: portOf(sqsEndpoint),
    region: service.region,
    ...data,
  });
  return withContent(sqs, () => createQueues(service, sqsEndpoint, visibilityTimeoutSeconds));
}

/** DynamoDB with the service's tables. One that runs elsewhere gets the tables and is otherwise left alone. */
export async function startTablePart(
  { dataDir, dynamodbEndpoint: elsewhere }: CompleteOptions,
  service: ServiceDefinition,
  { dynamodbEndpoint }: Addresses,
): Promise<Stoppable> {
  const options = {
    host: LOCAL_HOST,
    port: portOf(dynamodbEndpoint),
    ...(dataDir !== undefined && { dataDir }),
  };
  const dynamodb = elsewhere === undefined ? await startDynamodb(options) : { stop: async () => undefined };
  return withContent(dynamodb, () => createTables(service, dynamodbEndpoint));
}

async function withContent(emulator: Stoppable, create: () => Promise<void>): Promise<Stoppable> {
  try {
    await create();
    return emulator;
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}
