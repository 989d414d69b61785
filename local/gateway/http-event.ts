import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LOCAL_ACCOUNT, LOCAL_HOST } from '../../service/local-defaults.ts';
import { eventBody } from './event-body.ts';
import type { FoundRoute } from './find-route.ts';

/** A request as the gateway has understood it. */
export interface GatewayRequest {
  readonly request: IncomingMessage;
  readonly found: FoundRoute;
  /** Decoded: unlike REST APIs, HTTP APIs hand on decoded paths, in `rawPath` too. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly body: Buffer;
  readonly arrivedAt: Date;
}

/**
 * The event of an HTTP API, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(incoming: GatewayRequest): APIGatewayProxyEventV2 {
  const { request, found, path, query, body } = incoming;
  const { cookie, ...headers } = { ...joinedHeaders(request.rawHeaders), ...addedHeaders(request) };
  const { pathParameters } = found;
  return {
    version: '2.0',
    routeKey: found.route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/[;,]\s*/) }),
    headers,
    ...(query !== '' && { queryStringParameters: joined([...new URLSearchParams(query)]) }),
    requestContext: requestContext(incoming, headers),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...eventBody(body, headers['content-type'] ?? '', headers['content-encoding']),
  };
}

/** About the connection to the gateway, not about the request: they end there. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'upgrade',
]);

/** Names in lower case; what is repeated becomes one value with commas. `request.headers` would drop some of it. */
function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : [],
  );
  return joined(pairs.filter(([name]) => !HOP_BY_HOP.has(name)));
}

function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const groups = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(
    [...groups].map(([name, group]) => [name, group.map(([, value]) => value).join(',')]),
  );
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

/** Like `12/Mar/2026:19:03:58 +0000`. */
function requestTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
