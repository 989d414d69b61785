/**
 * How long and how often a client tries. The whole must fit into the 8 s in which ingest answers: each attempt is
 * bounded, so that a connection that died while the function was frozen costs one attempt and not the webhook.
 */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_000;
const MAX_ATTEMPTS = 3;

export const clientOptions = {
  maxAttempts: MAX_ATTEMPTS,
  // What the SDK prepares for a kind of call is kept for the next: no middleware is added once a client is in use.
  cacheMiddleware: true,
  requestHandler: {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  },
};
