import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type ApplyDependencies, applyDeliveries } from '../../app/apply-deliveries.ts';
import type { InvocationLog } from '../telemetry/invocation-log.ts';

export interface ConsumeDependencies extends ApplyDependencies {
  readonly startLog: () => InvocationLog;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

/** Time reserved at the end of an invocation, to give up calls under way and to answer. */
const RESERVE_MS = 2_000;

/**
 * Creates the Lambda handler for the queue. It returns the messages that failed, and the queue keeps only those. The
 * event source mapping must have `ReportBatchItemFailures`, or failed messages are deleted with the rest.
 */
export const consumeHandler =
  (dependencies: ConsumeDependencies) =>
  (event: SQSEvent, context: RemainingTime): Promise<SQSBatchResponse> =>
    consume(dependencies, event, context);

async function consume(
  dependencies: ConsumeDependencies,
  event: SQSEvent,
  context: RemainingTime,
): Promise<SQSBatchResponse> {
  const { report, flush } = dependencies.startLog();
  try {
    const outOfTime = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS));
    const records = event.Records.map(({ messageId, body }) => ({ messageId, text: body }));
    const failed = await applyDeliveries(dependencies, records, { report, outOfTime });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  } finally {
    flush();
  }
}
