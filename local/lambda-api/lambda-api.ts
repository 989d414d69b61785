import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { portOf } from '../emulators/claim-ports.ts';
import type { Stoppable } from '../emulators/restartable.ts';
import { readRequestBody } from '../gateway/read-request-body.ts';
import { stopServer } from '../gateway/stop-server.ts';
import { answerRequest, type FindVariables, type LambdaRegistry } from './answer-request.ts';
import { errorAnswer, type LambdaAnswer } from './lambda-answer.ts';
import type { PausableMapping } from './pausable-mapping.ts';
import { PausedMappings } from './paused-mappings.ts';
import { RegisteredMapping } from './registered-mapping.ts';

const BODY_LIMIT_BYTES = 64 * 1024;

export interface LambdaApiOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly region: string;
  readonly mappings: readonly PausableMapping[];
  readonly variablesOf?: FindVariables;
  /** Keeps which mappings are paused. Without it, they are enabled again after a restart. */
  readonly pausedFile?: string | undefined;
  /** Receives a sentence about each failure. The API goes on. */
  readonly onFault: (text: string) => void;
}

export interface LambdaApi extends Stoppable {
  readonly port: number;
}

/**
 * Starts the part of Lambda's API that lists, pauses and resumes event source mappings, so that the SDKs and the AWS
 * CLI do on this machine what they do in AWS. A mapping that was paused before a restart is paused again.
 *
 * @throws Error when it cannot listen
 */
export async function startLambdaApi(options: LambdaApiOptions): Promise<LambdaApi> {
  const registry = registryOf(options);
  const server = createServer((request, response) => {
    answerTo(registry, request).then(
      (answer) => answer && send(response, answer),
      (error: unknown) => {
        options.onFault(`lambda: ${error}`);
        send(response, errorAnswer(500, 'ServiceException', 'The local stack failed.'));
      },
    );
  });
  server.listen(options.port, LOCAL_HOST);
  await once(server, 'listening');
  return { port: portOf(server), stop: () => stopServer(server) };
}

function registryOf(options: LambdaApiOptions): LambdaRegistry {
  const { mappings, region, pausedFile, onFault, variablesOf = () => undefined } = options;
  const paused = new PausedMappings(pausedFile);
  const registered = mappings.map((mapping) => new RegisteredMapping(mapping, region, onFault));
  for (const mapping of registered) {
    const pausedAt = paused.pausedAt(mapping.uuid);
    if (pausedAt !== undefined) mapping.change(false, pausedAt);
  }
  return { region, variablesOf, mappings: registered, paused };
}

/** Returns undefined when the client has hung up. */
async function answerTo(
  registry: LambdaRegistry,
  request: IncomingMessage,
): Promise<LambdaAnswer | undefined> {
  const { method = '', url: target = '', socket } = request;
  if (!isOurs(request.headers.host, socket.localPort))
    return errorAnswer(403, 'AccessDeniedException', 'The Host header names another machine.');
  const body = await readRequestBody(request, BODY_LIMIT_BYTES);
  if (body === 'aborted') return undefined;
  if (body === 'too_large') return errorAnswer(413, 'RequestTooLargeException', 'The request is too large.');
  return answerRequest(registry, { method, target, body });
}

/**
 * A page in a browser can make its own host name resolve to this machine (DNS rebinding). The browser then takes the
 * API for a part of the page, but still sends the page's host.
 */
const isOurs = (host: string | undefined, port: number | undefined): boolean =>
  [LOCAL_HOST, 'localhost'].some((name) => host === `${name}:${port}`);

function send(response: ServerResponse, { status, errorType, body }: LambdaAnswer): void {
  const error = errorType === undefined ? {} : { 'x-amzn-errortype': errorType };
  response.writeHead(status, { 'content-type': 'application/json', ...error });
  response.end(JSON.stringify(body));
}
