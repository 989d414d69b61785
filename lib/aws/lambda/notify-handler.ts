import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { notifyEvents } from '../../app/notify/notify-events.ts';
import type { NotifyDependencies, QueuedEvent } from '../../app/notify/notify-ports.ts';
import type { InvocationLog } from '../telemetry/invocation-log.ts';

export interface NotifyHandlerDependencies extends NotifyDependencies {
  readonly startLog: () => InvocationLog;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

/** Time reserved at the end of an invocation, to give up calls under way and to answer. */
const RESERVE_MS = 2_000;
/** Time that an attempt may take: 15 s for the endpoint, and the calls that hide or move the message afterwards. */
const ATTEMPT_MS = 22_000;

/**
 * Creates the Lambda handler for the queue of events. It returns the messages that were not delivered, and the queue
 * keeps only those. The event source mapping must have `ReportBatchItemFailures`, or they are deleted with the rest.
 */
export const notifyHandler =
  (dependencies: NotifyHandlerDependencies) =>
  (event: SQSEvent, context: RemainingTime): Promise<SQSBatchResponse> =>
    notify(dependencies, event, context);

async function notify(
  dependencies: NotifyHandlerDependencies,
  event: SQSEvent,
  context: RemainingTime,
): Promise<SQSBatchResponse> {
  const { report, flush } = dependencies.startLog();
  try {
    const endsIn = context.getRemainingTimeInMillis() - RESERVE_MS;
    const outOfTime = AbortSignal.timeout(Math.max(0, endsIn));
    const lastStart = AbortSignal.timeout(Math.max(0, endsIn - ATTEMPT_MS));
    const events = event.Records.map(queuedEventFrom);
    const kept = await notifyEvents(dependencies, events, { report, outOfTime, lastStart });
    return { batchItemFailures: kept.map((itemIdentifier) => ({ itemIdentifier })) };
  } finally {
    flush();
  }
}

/** A message of a queue without groups is a group of its own. */
const queuedEventFrom = ({ messageId, receiptHandle, body, attributes }: SQSRecord): QueuedEvent => ({
  messageId,
  receipt: receiptHandle,
  group: attributes.MessageGroupId ?? messageId,
  text: body,
  attempt: Number(attributes.ApproximateReceiveCount),
  sentAt: Number(attributes.SentTimestamp),
});
