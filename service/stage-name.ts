/** The name of a stage. Queues, functions and parameters contain it, and the longest of their names has 64 characters. */
export const STAGE_NAME = /^[a-z][a-z0-9-]{0,29}$/;

/** The same rule in words, to follow the subject of a sentence. */
export const STAGE_NAME_RULE =
  'must be lower-case letters, digits and hyphens, at most 30, and begin with a letter';

/** The name of the service in serverless.yml. */
const SERVICE_NAME = 'checkout-webhooks';

/** The name of a stage's stack and of its table. The names of its queues begin with it. */
export const stackNameOf = (stage: string): string => `${SERVICE_NAME}-${stage}`;

/** The name of a stage's topic of events. */
export const eventTopicNameOf = (stage: string): string => `${stackNameOf(stage)}-events.fifo`;

/** Names a stage in the `source` of every event that it publishes. */
export const eventSourceOf = (stage: string): string => `urn:${SERVICE_NAME}:${stage}`;

/** The beginning of the names of the parameters that hold a stage's signing secrets. */
export const secretsPrefixOf = (stage: string): string => `/${SERVICE_NAME}/${stage}`;
