import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answers } from '../../app/answers.ts';
import type { Received } from '../../app/receive-delivery.ts';
import type { Delivery } from '../../webhook/delivery.ts';
import { foldHeaders } from '../../webhook/headers.ts';

/** The delivery in an API Gateway HTTP API event (payload format 2.0): its body as the bytes that were sent. */
export function deliveryFrom(event: APIGatewayProxyEventV2): Delivery {
  return {
    provider: event.pathParameters?.['provider'] ?? '',
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    headers: foldHeaders(event.headers),
    receivedAt: new Date(event.requestContext.timeEpoch).toISOString(),
    requestId: event.requestContext.requestId,
    // The other end of the connection as API Gateway saw it; X-Forwarded-For would be the sender's own word.
    sourceIp: event.requestContext.http.sourceIp,
  };
}

/** The HTTP answer: a stable code and a sentence, nothing of the request. */
export function httpAnswer({ outcome, id }: Received): APIGatewayProxyStructuredResultV2 {
  const { status, message } = answers[outcome];
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: outcome, message, ...(id !== undefined && { id }) }),
  };
}
