import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { LOCAL_ACCOUNT, LOCAL_HOST } from '../../service/local-defaults.ts';
import { eventBody } from './event-body.ts';
import type { FoundRoute } from './find-route.ts';

/** A request as the gateway has read it. */
export interface GatewayRequest {
  readonly request: IncomingMessage;
  readonly found: FoundRoute;
  /** Decoded. Unlike REST APIs, HTTP APIs pass decoded paths on, in `rawPath` too. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly body: Buffer;
  readonly arrivedAt: Date;
}

/**
 * Returns the event of an HTTP API for a request, in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(incoming: GatewayRequest): APIGatewayProxyEventV2 {
  const { request, found, path, query, body } = incoming;
  const { cookie, ...headers } = { ...joinedHeaders(request.rawHeaders), ...addedHeaders(request) };
  const hasParameters = Object.keys(found.pathParameters).length > 0;
  return withoutUndefined({
    version: '2.0',
    routeKey: found.route.routeKey,
    rawPath: path,
    rawQueryString: query,
    cookies: cookie?.split(/[;,]\s*/),
    headers,
    queryStringParameters: query === '' ? undefined : joined(new URLSearchParams(query)),
    requestContext: requestContext(incoming, headers),
    pathParameters: hasParameters ? found.pathParameters : undefined,
    ...eventBody(body, headers['content-type'] ?? '', headers['content-encoding']),
  });
}

/** Headers about the connection to the gateway. They end there. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'upgrade',
]);

/** Returns the headers by lower-case name. Repeated ones are joined, where `request.headers` would drop some. */
function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!HOP_BY_HOP.has(name)) pairs.push([name, rawHeaders[index + 1] ?? '']);
  }
  return joined(pairs);
}

/** Returns the values by name. The values of a repeated name are joined with commas. */
function joined(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(values);
}

const sourceIp = (request: IncomingMessage): string =>
  request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? LOCAL_HOST;

const addedHeaders = (request: IncomingMessage): Record<string, string> => ({
  'x-amzn-trace-id': `Root=1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`,
  'x-forwarded-for': sourceIp(request),
  'x-forwarded-port': String(request.socket.localPort ?? ''),
  'x-forwarded-proto': 'http',
});

function requestContext(
  { request, found, path, arrivedAt }: GatewayRequest,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyEventV2['requestContext'] {
  const domainName = headers['host']?.replace(/:\d+$/, '') ?? '';
  return {
    accountId: LOCAL_ACCOUNT,
    apiId: 'local',
    domainName,
    domainPrefix: domainName.split('.', 1)[0] ?? '',
    http: {
      method: request.method ?? '',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceIp(request),
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: `${randomBytes(11).toString('base64url')}=`,
    routeKey: found.route.routeKey,
    stage: '$default',
    time: requestTime(arrivedAt),
    timeEpoch: arrivedAt.getTime(),
  };
}

/** Formats a time like `12/Mar/2026:19:03:58 +0000`. */
function requestTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
