import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type PublishDependencies, publishChanges } from '../../app/publish/publish-changes.ts';
import { rowChangeFrom } from '../streams/row-change.ts';
import type { InvocationLog } from '../telemetry/invocation-log.ts';

export interface PublishHandlerDependencies extends PublishDependencies {
  readonly startLog: () => InvocationLog;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

/** Time reserved at the end of an invocation, to give up calls under way and to answer. */
const RESERVE_MS = 2_000;

/**
 * Creates the Lambda handler for the stream of the table. It returns the first record that was not published, and the
 * stream sends everything from that record on again. The event source mapping must have `ReportBatchItemFailures`, or
 * records that were not published are never sent again.
 */
export const publishHandler =
  (dependencies: PublishHandlerDependencies) =>
  (event: DynamoDBStreamEvent, context: RemainingTime): Promise<DynamoDBBatchResponse> =>
    publish(dependencies, event, context);

async function publish(
  dependencies: PublishHandlerDependencies,
  event: DynamoDBStreamEvent,
  context: RemainingTime,
): Promise<DynamoDBBatchResponse> {
  const { report, flush } = dependencies.startLog();
  try {
    const outOfTime = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS));
    const changes = event.Records.map(rowChangeFrom);
    const failed = await publishChanges(dependencies, changes, { report, outOfTime });
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  } finally {
    flush();
  }
}
