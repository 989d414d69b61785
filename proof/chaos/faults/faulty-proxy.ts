import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { portOf } from '../../../local/emulators/claim-ports.ts';
import type { Dice } from '../../kit/random/dice.ts';

const HOST = '127.0.0.1';
const CUT_PERCENT = 30;
/** The share of the cuts that come before the request is forwarded, so that it has no effect. The others cut the answer. */
const CUT_BEFORE_PERCENT = 30;
const THROTTLE_PERCENT = 90;
const THROTTLED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded.',
});

/** A proxy in front of an emulator that can behave like a bad network or an overloaded table. */
export class FaultyProxy implements AsyncDisposable {
  mode: 'pass' | 'throttle' | 'cut' = 'pass';
  /** The operation that is refused, such as `ReceiveMessage`. */
  refused: string | undefined;
  readonly counts = { throttled: 0, 'cut before their effect': 0, 'cut after their effect': 0 };
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #dice: Dice;
  readonly #target: number;

  constructor(dice: Dice, target: number) {
    this.#dice = dice;
    this.#target = target;
    this.#server = createServer((incoming, outgoing) => this.#take(incoming, outgoing));
  }

  /** @param target the emulator's port */
  static async start(dice: Dice, port: number, target: number): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(dice, target);
    proxy.#server.listen(port, HOST);
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return portOf(this.#server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
    await closed;
  }

  #take(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.refused !== undefined && operationOf(incoming) === this.refused) {
      incoming.socket.destroy();
      return;
    }
    if (this.mode === 'throttle' && this.#dice.happens(THROTTLE_PERCENT)) {
      this.counts.throttled += 1;
      incoming.resume();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(THROTTLED);
      return;
    }
    const isCut = this.mode === 'cut' && this.#dice.happens(CUT_PERCENT);
    if (isCut && this.#dice.happens(CUT_BEFORE_PERCENT)) {
      this.counts['cut before their effect'] += 1;
      incoming.socket.destroy();
      return;
    }
    this.#forward(incoming, outgoing, isCut);
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse, isCut: boolean): void {
    const { method, url: path, headers } = incoming;
    const options = { host: HOST, port: this.#target, agent: this.#agent, method, path, headers };
    const forward = request(options, (answer) => {
      if (isCut) this.#cut(answer, outgoing);
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
      answer.once('error', () => outgoing.destroy());
    });
    forward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => forward.destroy());
    incoming.pipe(forward);
  }

  /** Sends half of the answer. The request has had its effect, and the client cannot know that. */
  #cut(answer: IncomingMessage, outgoing: ServerResponse): void {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk) => chunks.push(chunk));
    answer.once('end', () => {
      this.counts['cut after their effect'] += 1;
      const body = Buffer.concat(chunks);
      const { 'transfer-encoding': _, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': body.length + 1 });
      outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
    });
  }
}

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target']).replace(/^.*\./, '');
