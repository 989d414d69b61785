import { join } from 'node:path';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import type { Stoppable } from '../emulators/restartable.ts';
import { startDynamodb } from '../emulators/start-dynamodb.ts';
import { startSqs } from '../emulators/start-sqs.ts';
import { createQueues } from '../resources/create-queues.ts';
import { createTables } from '../resources/create-tables.ts';
import { createTopics } from '../resources/create-topics.ts';
import { endpointPort } from './addresses.ts';
import type { StackContext } from './stack-context.ts';

/** Starts SQS with SNS, and creates the service's queues and topics. */
export async function startQueues({ options, service, addresses }: StackContext): Promise<Stoppable> {
  const { dataDir, visibilityTimeoutSeconds } = options;
  const { sqsEndpoint } = addresses;
  const sqs = await startSqs({
    host: LOCAL_HOST,
    port: endpointPort(sqsEndpoint),
    region: service.region,
    dataDir: dataDir && join(dataDir, 'sqs'),
  });
  return withContent(sqs, async () => {
    await createQueues(service, sqsEndpoint, visibilityTimeoutSeconds);
    await createTopics(service, sqsEndpoint);
  });
}

/** Starts DynamoDB and creates the service's tables. A DynamoDB that was already running is never stopped. */
export async function startTables({ options, service, addresses }: StackContext): Promise<Stoppable> {
  const { dynamodbEndpoint } = addresses;
  const dynamodb =
    options.dynamodbEndpoint === undefined
      ? await startDynamodb({
          host: LOCAL_HOST,
          port: endpointPort(dynamodbEndpoint),
          dataDir: options.dataDir,
        })
      : { stop: async () => undefined };
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
