import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { findProvider, providers } from '../../providers/registry.ts';
import { clientOptions } from '../client-options.ts';
import { dynamodbCheckoutStore } from '../dynamodb/dynamodb-checkout-store.ts';
import { envSecretStore } from '../secrets/env-secret-store.ts';
import { SsmSecretStore } from '../secrets/ssm-secret-store.ts';
import { ConsumeSettings, IngestSettings, type LogSettings, readSettings } from '../settings.ts';
import { sqsDeadLetterQueue } from '../sqs/sqs-dead-letter-queue.ts';
import { sqsDeliveryQueue } from '../sqs/sqs-delivery-queue.ts';
import { startInvocationLog } from '../telemetry/invocation-log.ts';
import type { ConsumeDependencies } from './consume-handler.ts';
import type { IngestDependencies } from './ingest-handler.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Creates the dependencies of the ingest function, and reads the secrets ahead.
 * @throws Error when a setting is missing or wrong
 */
export async function createIngestDependencies(environment: Environment): Promise<IngestDependencies> {
  const settings = readSettings(IngestSettings, environment);
  const { QUEUE_URL, SECRETS_PREFIX, MAX_BODY_BYTES, PUBLIC_URL, UNSIGNED_SOURCES } = settings;
  const names = settings.PROVIDERS ?? providers.map(({ name }) => name);
  return {
    findProvider: (name) => (names.includes(name) ? findProvider(name) : undefined),
    secrets: SECRETS_PREFIX ? await openSecretStore(SECRETS_PREFIX, names) : envSecretStore(environment),
    queue: sqsDeliveryQueue(new SQSClient(clientOptions), QUEUE_URL),
    startLog: () => startInvocationLog(logOptions(settings)),
    maxBodyBytes: MAX_BODY_BYTES,
    publicUrl: PUBLIC_URL,
    unsignedSources: UNSIGNED_SOURCES,
  };
}

async function openSecretStore(prefix: string, names: readonly string[]): Promise<SsmSecretStore> {
  const store = new SsmSecretStore(new SSMClient(clientOptions), prefix, Date.now);
  await store.readAhead(names);
  return store;
}

/**
 * Creates the dependencies of the consume function.
 * @throws Error when a setting is missing or wrong
 */
export function createConsumeDependencies(environment: Environment): ConsumeDependencies {
  const settings = readSettings(ConsumeSettings, environment);
  return {
    findProvider,
    store: dynamodbCheckoutStore(new DynamoDBClient(clientOptions), settings),
    deadLetters: sqsDeadLetterQueue(new SQSClient(clientOptions), settings.DEAD_LETTER_QUEUE_URL),
    startLog: () => startInvocationLog(logOptions(settings)),
    now: Date.now,
    retentionDays: settings.RETENTION_DAYS,
  };
}

const logOptions = ({ METRICS_NAMESPACE, AWS_LAMBDA_LOG_LEVEL }: LogSettings) => ({
  namespace: METRICS_NAMESPACE,
  threshold: AWS_LAMBDA_LOG_LEVEL,
});
