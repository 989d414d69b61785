import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answers } from '../../app/answers.ts';
import type { Received } from '../../app/receive-delivery.ts';
import type { Delivery } from '../../webhook/delivery.ts';
import { foldHeaders } from '../../webhook/headers.ts';

/** Reads the delivery from an event of an HTTP API (payload format 2.0). The body is exactly the bytes that were sent. */
export function deliveryFrom(event: APIGatewayProxyEventV2): Delivery {
  return {
    provider: event.pathParameters?.['provider'] ?? '',
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    headers: foldHeaders(event.headers),
    receivedAt: new Date(event.requestContext.timeEpoch).toISOString(),
    requestId: event.requestContext.requestId,
    // The address that API Gateway saw. X-Forwarded-For is a header, so a sender could claim any address in it.
    sourceIp: event.requestContext.http.sourceIp,
  };
}

/** Builds the HTTP answer: a stable code and a sentence. It repeats nothing of the request. */
export function httpAnswer({ outcome, id }: Received): APIGatewayProxyStructuredResultV2 {
  const { status, message } = answers[outcome];
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    // JSON leaves out the id when there is none.
    body: JSON.stringify({ code: outcome, message, id }),
  };
}
