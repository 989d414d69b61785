import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { NOTIFY } from '../../app/notify/attempt-event.ts';
import type { SecretStore } from '../../app/ports.ts';
import { httpsEndpoint } from '../../http/https-endpoint.ts';
import { clientOptions } from '../client-options.ts';
import { mappingPause } from '../mappings/mapping-pause.ts';
import { secretLines } from '../secrets/env-secret-store.ts';
import { SsmSecretStore } from '../secrets/ssm-secret-store.ts';
import { NotifySettings, readSettings } from '../settings.ts';
import { sqsNotifyQueue } from '../sqs/sqs-notify-queue.ts';
import { sqsUndeliveredEvents } from '../sqs/sqs-undelivered-events.ts';
import { startInvocationLog } from '../telemetry/invocation-log.ts';
import type { Environment } from './dependencies.ts';
import type { NotifyHandlerDependencies } from './notify-handler.ts';

/**
 * Creates the dependencies of the notify function, and reads the secrets ahead.
 * @throws Error when a setting is missing or wrong
 */
export async function createNotifyDependencies(environment: Environment): Promise<NotifyHandlerDependencies> {
  const settings = readSettings(NotifySettings, environment);
  const { METRICS_NAMESPACE, AWS_LAMBDA_LOG_LEVEL, NOTIFY_FORWARD, SECRETS_PREFIX } = settings;
  const sqs = new SQSClient(clientOptions);
  return {
    endpoint: httpsEndpoint({ url: settings.NOTIFY_URL, isLocal: NOTIFY_FORWARD === '1' }),
    secrets: SECRETS_PREFIX ? await openSecrets(SECRETS_PREFIX) : fixedSecrets(settings.NOTIFY_SECRETS),
    queue: sqsNotifyQueue(sqs, settings.NOTIFY_QUEUE_URL),
    undelivered: sqsUndeliveredEvents(sqs, settings.NOTIFY_DEAD_LETTER_QUEUE_URL),
    delivery: mappingPause(new LambdaClient(clientOptions), settings.AWS_LAMBDA_FUNCTION_NAME),
    startLog: () => startInvocationLog({ namespace: METRICS_NAMESPACE, threshold: AWS_LAMBDA_LOG_LEVEL }),
    now: Date.now,
  };
}

async function openSecrets(prefix: string): Promise<SecretStore> {
  const store = new SsmSecretStore(new SSMClient(clientOptions), prefix, Date.now);
  await store.readAhead([NOTIFY]);
  return store;
}

function fixedSecrets(text: string): SecretStore {
  const secrets = secretLines(text);
  return { secretsOf: async () => secrets, freshSecretsOf: async () => secrets };
}
