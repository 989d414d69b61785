import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { faultReason } from '../../app/fault-reason.ts';
import type { Invocation } from '../../app/invocation.ts';
import { type ReceiveDependencies, type Received, receiveDelivery } from '../../app/receive-delivery.ts';
import type { InvocationLog } from '../telemetry/invocation-log.ts';
import { deliveryFrom, httpAnswer } from './http-delivery.ts';

export interface IngestDependencies extends ReceiveDependencies {
  readonly startLog: () => InvocationLog;
}

/** Inqud hangs up after 10 s. The answer must reach it before that. */
const ANSWER_WITHIN_MS = 8_000;

/** Creates the Lambda handler for `POST /webhooks/{provider}`. */
export const ingestHandler =
  (dependencies: IngestDependencies, answerWithinMs = ANSWER_WITHIN_MS) =>
  (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
    answer(dependencies, event, answerWithinMs);

/** Never throws, and answers in time even if a call below hangs. In time it awaits every call that it starts. */
async function answer(
  dependencies: IngestDependencies,
  event: APIGatewayProxyEventV2,
  answerWithinMs: number,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { report, flush } = dependencies.startLog();
  // Not AbortSignal.timeout: it cannot be cleared, so one would be left behind by each webhook.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), answerWithinMs);
  const invocation = { report, outOfTime: controller.signal };
  try {
    const received = receive(dependencies, event, invocation);
    return httpAnswer(await Promise.race([received, unavailableOnce(controller.signal)]));
  } finally {
    clearTimeout(timer);
    flush();
  }
}

/** If the event is not what API Gateway sends, the fault is ours: the provider must send the webhook again. */
async function receive(
  dependencies: ReceiveDependencies,
  event: APIGatewayProxyEventV2,
  invocation: Invocation,
): Promise<Received> {
  try {
    return await receiveDelivery(dependencies, deliveryFrom(event), invocation);
  } catch (error) {
    invocation.report('delivery_unavailable', { reason: faultReason(error) });
    return unavailable;
  }
}

const unavailable: Received = { outcome: 'unavailable' };

/** If the queue accepts the message after all, the provider's retry is a duplicate, which does no harm. */
const unavailableOnce = (outOfTime: AbortSignal): Promise<Received> =>
  new Promise((resolve) => {
    outOfTime.addEventListener('abort', () => resolve(unavailable), { once: true });
  });
