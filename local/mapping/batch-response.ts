import * as z from 'zod/mini';

const Failures = z.array(z.object({ itemIdentifier: z.string() }));

/**
 * Returns the ids of the messages that failed, from the function's answer to a mapping with
 * `ReportBatchItemFailures`.
 *
 * An answer that lists no failures is a success, and the whole batch is deleted. An answer whose list is malformed
 * fails the whole batch, and nothing is deleted.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 *
 * AWS does not document answers that are not objects. Here they fail the whole batch, which loses nothing.
 */
export function failedMessages(answer: unknown, messageIds: readonly string[]): readonly string[] {
  if (answer === null || answer === undefined) return [];
  if (typeof answer !== 'object' || Array.isArray(answer)) return messageIds;
  const listed: unknown = Reflect.get(answer, 'batchItemFailures');
  if (listed === null || listed === undefined) return [];
  const failures = z.safeParse(Failures, listed).data?.map(({ itemIdentifier }) => itemIdentifier);
  const known = new Set(messageIds);
  return failures?.every((id) => known.has(id)) ? failures : messageIds;
}
