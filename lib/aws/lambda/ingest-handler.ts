import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { faultReason } from '../../app/fault-reason.ts';
import { type ReceiveDependencies, type Received, receiveDelivery } from '../../app/receive-delivery.ts';
import type { HandlerParts } from './handler-parts.ts';
import { deliveryFrom, httpAnswer } from './http-delivery.ts';

/** Inqud hangs up after 10 s; what is answered by then counts. */
const ANSWER_WITHIN_MS = 8_000;

/**
 * The Lambda handler behind `POST /webhooks/{provider}`. While there is time it awaits everything it starts, it never
 * throws, and it answers in time even when something below hangs.
 */
export const ingestHandler =
  ({ startLog, ...parts }: HandlerParts<ReceiveDependencies>, answerWithinMs = ANSWER_WITHIN_MS) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { report, flush } = startLog();
    const dependencies = { ...parts, report };
    // Cleared once it is not needed: an `AbortSignal.timeout` of each webhook would live on for the whole time.
    const outOfTime = new AbortController();
    const timer = setTimeout(() => outOfTime.abort(), answerWithinMs);
    const { signal } = outOfTime;
    try {
      return httpAnswer(await Promise.race([receive(dependencies, event, signal), unavailableOnce(signal)]));
    } finally {
      clearTimeout(timer);
      flush();
    }
  };

/** An event that is not what API Gateway sends is our trouble and not the provider's: it should send again. */
async function receive(
  dependencies: ReceiveDependencies,
  event: APIGatewayProxyEventV2,
  signal: AbortSignal,
) {
  try {
    return await receiveDelivery(dependencies, deliveryFrom(event), signal);
  } catch (error) {
    dependencies.report('delivery_unavailable', { reason: faultReason(error) });
    return unavailable;
  }
}

const unavailable: Received = { outcome: 'unavailable' };

/** If the message gets into the queue after all, the provider's retry is a duplicate, and duplicates do no harm. */
const unavailableOnce = (signal: AbortSignal): Promise<Received> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(unavailable), { once: true });
  });
