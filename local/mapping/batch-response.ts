import * as z from 'zod/mini';

const Failures = z.array(z.object({ itemIdentifier: z.string() }));

/**
 * Which messages of a batch failed, by the function's answer to a mapping with `ReportBatchItemFailures`.
 *
 * Nothing named as failed is success, and so is an answer that says nothing: the batch is deleted. An answer that
 * names failures in a way that cannot be followed fails the whole batch: nothing is deleted.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 *
 * AWS does not say what an answer that is no object at all means; here it fails the batch, which loses nothing.
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
