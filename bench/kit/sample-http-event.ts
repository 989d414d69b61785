import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { headersOf, type SampleCheckout } from './webhooks.ts';

/** What API Gateway hands over for a webhook (HTTP API, payload format 2.0). */
export function httpEvent(checkout: SampleCheckout, body: Buffer): APIGatewayProxyEventV2 {
  const path = `/webhooks/${checkout.provider}`;
  return {
    version: '2.0',
    routeKey: 'POST /webhooks/{provider}',
    rawPath: path,
    rawQueryString: '',
    headers: headersOf(checkout, body),
    pathParameters: { provider: checkout.provider },
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'localhost',
      domainPrefix: 'bench',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'webhooks/1.0' },
      requestId: randomUUID(),
      routeKey: 'POST /webhooks/{provider}',
      stage: '$default',
      time: '01/Jan/2026:12:00:00 +0000',
      timeEpoch: Date.now(),
    },
    body: body.toString(),
    isBase64Encoded: false,
  };
}
