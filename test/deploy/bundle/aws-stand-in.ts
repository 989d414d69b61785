import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { signatureOf } from './signature-of.ts';

/** A request that arrived, and whether it was signed with the credentials below. */
export interface SeenRequest {
  readonly operation: string;
  readonly signed: boolean;
  readonly sessionToken: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** The parts of the request bodies that tests use: the text of `SendMessage`, the names of `GetParameters`. */
export interface Input {
  readonly MessageBody: string;
  readonly Names?: readonly string[];
}

export const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'token/with+signs==',
};

/** A stand-in for SQS and SSM that checks the signature over headers and body, as AWS does first. */
export class AwsStandIn {
  readonly seen: SeenRequest[] = [];
  readonly #server: Server;

  /** @param answer returns the answer to an operation such as `SendMessage` */
  constructor(answer: (operation: string, input: Input) => Answer) {
    this.#server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      this.seen.push({ operation, signed: isSigned(request, body), sessionToken: tokenOf(request) });
      const { status, body: answered } = answer(operation, JSON.parse(body.toString()));
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answered));
    });
  }

  /** Returns the endpoint. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'string' ? address : address?.port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const tokenOf = ({ headers }: IncomingMessage): string | undefined =>
  headers['x-amz-security-token']?.toString();

function isSigned({ headers, url = '' }: IncomingMessage, body: Buffer): boolean {
  const claimed = /Credential=(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(headers.authorization ?? '');
  const [, credential = '', names = '', signature] = claimed ?? [];
  const [keyId, ...scope] = credential.split('/');
  const expected = signatureOf({ path: url, headers, names, scope, body }, credentials.AWS_SECRET_ACCESS_KEY);
  return keyId === credentials.AWS_ACCESS_KEY_ID && signature === expected;
}
