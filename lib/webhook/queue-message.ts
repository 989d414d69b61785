import * as z from 'zod/mini';

/** Increased when consumers of the previous version could not read the new one. */
const VERSION = 1;

/**
 * A message in the queue: an authentic delivery, not parsed yet.
 *
 * The body is base64 because SQS refuses control characters, and because a body that we cannot read yet must stay
 * exactly the bytes that the provider signed.
 */
export const QueueMessage = z.object({
  version: z.literal(VERSION),
  provider: z.string(),
  body: z.base64(),
  bodyDigest: z.string(),
  /** ISO 8601 in UTC, with milliseconds. */
  receivedAt: z.iso.datetime({ precision: 3 }),
  requestId: z.string(),
  deliveryId: z.exactOptional(z.string()),
  headers: z.record(z.string(), z.string()),
});
export type QueueMessage = z.infer<typeof QueueMessage>;

export const queueMessageVersion = VERSION;
