import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RouteDefinition } from '../../service/route-definition.ts';
import { portOf } from '../emulators/claim-ports.ts';
import { findRoute } from './find-route.ts';
import { answerFrom, gatewayAnswer, type HttpAnswer } from './http-answer.ts';
import { httpEvent } from './http-event.ts';
import { readRequestBody } from './read-request-body.ts';
import { stopServer } from './stop-server.ts';

/** Quotas of HTTP APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const PAYLOAD_LIMIT_BYTES = 10 * 1024 * 1024;
const HEADER_LIMIT_BYTES = 10_240;
const INTEGRATION_TIMEOUT_MS = 30_000;

export interface GatewayOptions {
  readonly routes: readonly RouteDefinition[];
  /** Runs a function. Rejects when the function fails. */
  readonly invoke: (functionKey: string, event: unknown) => Promise<unknown>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Receives the errors of functions. The client only sees `Internal Server Error`. */
  readonly onFault: (text: string) => void;
  /** Changed only by tests. */
  readonly integrationTimeoutMs?: number;
}

export interface Gateway {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts an HTTP API in front of the functions that behaves as API Gateway does. @throws Error when it cannot listen */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer({ maxHeaderSize: HEADER_LIMIT_BYTES }, (request, response) => {
    answerTo(options, request).then(
      (answer) => answer && send(response, answer),
      (error: unknown) => options.onFault(`gateway: ${error}`),
    );
  });
  server.on('clientError', refuse);
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return { port: portOf(server), stop: () => stopServer(server) };
}

/** Returns undefined when the client has hung up. */
async function answerTo(options: GatewayOptions, request: IncomingMessage): Promise<HttpAnswer | undefined> {
  const arrivedAt = new Date();
  const [rawPath = '', ...rest] = (request.url ?? '').split('?');
  const path = decoded(rawPath);
  if (!path?.startsWith('/')) return gatewayAnswer(400, 'Bad Request');
  const found = findRoute(options.routes, request.method ?? '', path);
  if (!found) return gatewayAnswer(404, 'Not Found');
  const body = await readRequestBody(request, PAYLOAD_LIMIT_BYTES);
  if (body === 'aborted') return undefined;
  if (body === 'too_large') return gatewayAnswer(413, 'Request Entity Too Large');
  const event = httpEvent({ request, found, path, query: rest.join('?'), body, arrivedAt });
  return integrate(options, found.route.functionKey, event);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A function that throws is answered 500, never 200: only then does the provider try again. */
async function integrate(options: GatewayOptions, functionKey: string, event: unknown): Promise<HttpAnswer> {
  const { invoke, integrationTimeoutMs = INTEGRATION_TIMEOUT_MS, onFault } = options;
  const answered = invoke(functionKey, event).then(answerFrom, (error: unknown) => {
    onFault(`${functionKey}: ${error}`);
    return gatewayAnswer(500, 'Internal Server Error');
  });
  const timeout = Promise.withResolvers<HttpAnswer>();
  const timer = setTimeout(
    () => timeout.resolve(gatewayAnswer(503, 'Service Unavailable')),
    integrationTimeoutMs,
  );
  return Promise.race([answered, timeout.promise]).finally(() => clearTimeout(timer));
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  try {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  } catch {
    // The function has answered with a header that HTTP does not allow.
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"message":"Internal Server Error"}');
    return;
  }
  response.end(answer.body);
}

/** Answers bytes that are not HTTP, and headers that are too long. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
