import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type ApplyDependencies, applyDeliveries } from '../../app/apply-deliveries.ts';
import type { HandlerParts } from './handler-parts.ts';

/** Kept back at the end of a run to stop calls under way and to answer. */
const RESERVE_MS = 2_000;

/**
 * The Lambda handler behind the queue. It names the messages that failed, so that the queue keeps exactly those
 * (`ReportBatchItemFailures` must be set on the event source mapping, else they would be deleted with the rest).
 */
export const consumeHandler =
  ({ startLog, ...parts }: HandlerParts<ApplyDependencies>) =>
  async (event: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<SQSBatchResponse> => {
    const { report, flush } = startLog();
    try {
      const outOfTime = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS));
      const records = event.Records.map(({ messageId, body }) => ({ messageId, text: body }));
      const failed = await applyDeliveries({ ...parts, report }, records, outOfTime);
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    } finally {
      flush();
    }
  };
