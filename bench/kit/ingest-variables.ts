import type { LocalQueue } from '../servers/local-queue.ts';
import type { ParameterServer } from '../servers/parameter-server.ts';

/** The environment of an ingest function whose queue and parameters are on this machine. */
export const ingestVariables = (queue: LocalQueue, parameters: ParameterServer) => ({
  QUEUE_URL: queue.url,
  SECRETS_PREFIX: '/checkout-webhooks/bench',
  AWS_ENDPOINT_URL_SQS: queue.endpoint,
  AWS_ENDPOINT_URL_SSM: parameters.endpoint,
});
