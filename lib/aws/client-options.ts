/**
 * Timeouts and retries of every client. All attempts together must fit into the 8 s in which ingest answers. Each
 * attempt is bounded: a connection that died while the function was frozen costs one attempt, not the webhook.
 */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_000;
const MAX_ATTEMPTS = 3;

export const clientOptions = {
  maxAttempts: MAX_ATTEMPTS,
  // The SDK prepares each kind of command once. This works because no middleware is added to a client in use.
  cacheMiddleware: true,
  requestHandler: {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  },
};
