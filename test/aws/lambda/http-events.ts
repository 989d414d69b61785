import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';

interface HttpRequest {
  readonly provider?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** An event as API Gateway sends it for an HTTP API, payload format 2.0. */
export function anHttpEvent({
  provider = 'inqud',
  headers = {},
  body,
  isBase64Encoded = false,
}: HttpRequest): APIGatewayProxyEventV2 {
  const path = `/webhooks/${provider}`;
  const routeKey = 'POST /webhooks/{provider}';
  return withoutUndefined({
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.parse('2026-01-01T00:00:00.000Z'),
    },
    pathParameters: { provider },
    isBase64Encoded,
    body,
  });
}
