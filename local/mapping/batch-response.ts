import * as z from 'zod/mini';

const Failures = z.array(z.object({ itemIdentifier: z.string() }));

/**
 * Returns the identifiers of the items that failed, from the function's answer to a mapping with
 * `ReportBatchItemFailures`. An item is a message with its id, or a record of a stream with its sequence number.
 *
 * An answer that lists no failures is a success of the whole batch. An answer whose list is malformed fails the whole
 * batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 *
 * AWS does not document answers that are not objects. Here they fail the whole batch, which loses nothing.
 */
export function failedItems(answer: unknown, identifiers: readonly string[]): readonly string[] {
  if (answer === null || answer === undefined) return [];
  if (typeof answer !== 'object' || Array.isArray(answer)) return identifiers;
  const listed: unknown = Reflect.get(answer, 'batchItemFailures');
  if (listed === null || listed === undefined) return [];
  const failures = z.safeParse(Failures, listed).data?.map(({ itemIdentifier }) => itemIdentifier);
  const known = new Set(identifiers);
  return failures?.every((id) => known.has(id)) ? failures : identifiers;
}
