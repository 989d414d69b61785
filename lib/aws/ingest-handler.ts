import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { type ReceiveDependencies, type Received, receiveDelivery } from '../app/receive-delivery.ts';
import { deliveryFrom, httpAnswer } from './http-event.ts';

/** Inqud hangs up after 10 s; what is answered by then counts. */
const ANSWER_WITHIN_MS = 8_000;

/**
 * The Lambda handler behind `POST /webhooks/{provider}`. It awaits everything it starts, it never throws, and it
 * answers in time even when something below hangs.
 */
export const ingestHandler =
  (dependencies: ReceiveDependencies, answerWithinMs = ANSWER_WITHIN_MS): APIGatewayProxyHandlerV2 =>
  async (event) => {
    const signal = AbortSignal.timeout(answerWithinMs);
    const received = receiveDelivery(dependencies, deliveryFrom(event), signal);
    return httpAnswer(await Promise.race([received, unavailableOnce(signal)]));
  };

/** If the message gets into the queue after all, the provider's retry is a duplicate, and duplicates do no harm. */
const unavailableOnce = (signal: AbortSignal): Promise<Received> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ outcome: 'unavailable' }), { once: true });
  });
