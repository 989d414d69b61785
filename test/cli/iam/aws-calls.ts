import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The prefix of a service in IAM, by its name in a signature, where the two differ. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** The IAM action of an operation, where it has another name. */
const actions: Readonly<Record<string, string>> = {
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:SendMessageBatch': 'sqs:SendMessage',
  'sns:PublishBatch': 'sns:Publish',
  's3:ListObjectsV2': 's3:ListBucket',
};

/** The operations of Lambda's API that commands call, by method and path. */
const lambdaOperations: readonly (readonly [name: string, request: RegExp])[] = [
  ['ListEventSourceMappings', /^GET .*\/event-source-mappings\/?(\?|$)/],
  ['GetEventSourceMapping', /^GET .*\/event-source-mappings\/[\w-]+$/],
  ['UpdateEventSourceMapping', /^PUT .*\/event-source-mappings\/[\w-]+$/],
  ['GetFunctionConfiguration', /^GET .*\/configuration$/],
];

/** A proxy in front of the AWS API servers. It records the IAM action of each request. */
export class AwsCalls {
  readonly #server: Server;
  readonly #seen = new Set<string>();

  /** @param endpointOf the server of a service, by the service's name in a signature */
  constructor(endpointOf: (service: string) => string) {
    this.#server = createServer(async (request, response) => {
      const body = await buffer(request);
      const service = serviceOf(request);
      this.#seen.add(actionOf(service, request, body));
      const answer = await fetch(new URL(request.url ?? '/', endpointOf(service)), {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const address: AddressInfo | string | null = this.#server.address();
    return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  }

  /** Returns the actions since the last call, in alphabetical order. */
  take(): readonly string[] {
    const seen = [...this.#seen].toSorted();
    this.#seen.clear();
    return seen;
  }

  close(): void {
    this.#server.close();
  }
}

/** The service that a request is signed for: `…/20260101/eu-central-1/sqs/aws4_request`. */
const serviceOf = ({ headers }: IncomingMessage): string =>
  /\/([a-z0-9-]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';

function actionOf(service: string, request: IncomingMessage, body: Buffer): string {
  const action = `${prefixes[service] ?? service}:${operationOf(service, request, body)}`;
  return actions[action] ?? action;
}

/** JSON services name the operation in a header, CBOR ones in the path, and the query protocol in the body. */
function operationOf(service: string, { headers, method, url = '' }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  const [, inPath] = /\/operation\/(\w+)/.exec(url) ?? [];
  if (inPath !== undefined) return inPath;
  const [inLambda] = lambdaOperations.find(([, request]) => request.test(`${method} ${url}`)) ?? [];
  if (service === 'lambda' && inLambda !== undefined) return inLambda;
  if (service === 's3') return url.includes('list-type=2') ? 'ListObjectsV2' : 'GetObject';
  return new URLSearchParams(body.toString()).get('Action') ?? url;
}

function headersOf({ headers }: IncomingMessage): Headers {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || ['host', 'connection', 'content-length', 'expect'].includes(name)) continue;
    copied.set(name, String(value));
  }
  return copied;
}
