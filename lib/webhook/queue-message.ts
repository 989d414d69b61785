import * as z from 'zod/mini';

/** Bumped when a consumer of the older version could no longer read the newer one. */
const VERSION = 1;

/**
 * What travels through the queue: an authentic delivery, not yet understood.
 *
 * The body is base64 because SQS refuses control characters, and because it must stay byte for byte what the
 * provider signed until the day we can read it.
 */
export const QueueMessage = z.object({
  version: z.literal(VERSION),
  provider: z.string(),
  body: z.base64(),
  bodyDigest: z.string(),
  /** UTC, milliseconds. */
  receivedAt: z.iso.datetime({ precision: 3 }),
  requestId: z.string(),
  deliveryId: z.exactOptional(z.string()),
  headers: z.record(z.string(), z.string()),
});
export type QueueMessage = z.infer<typeof QueueMessage>;

export const queueMessageVersion = VERSION;
