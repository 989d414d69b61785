import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { portOf } from '../../local/emulators/claim-ports.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import type { Dice } from '../kit/random/dice.ts';

const FAULT_PERCENT = 4;

/**
 * A carrier that makes one parcel for each idempotency key. Some of its answers are lost: before it made the parcel, or
 * after that.
 */
export class UnreliableCarrier implements Disposable {
  /** The idempotency keys with which each order was sent: each is a parcel. */
  readonly parcels = new Map<string, Set<string>>();
  requests = 0;
  lostAnswers = 0;
  readonly #dice: Dice;
  readonly #server: Server;

  private constructor(dice: Dice) {
    this.#dice = dice;
    this.#server = createServer(this.#answer);
  }

  static async start(dice: Dice): Promise<UnreliableCarrier> {
    const carrier = new UnreliableCarrier(dice);
    carrier.#server.listen(0, LOCAL_HOST);
    await once(carrier.#server, 'listening');
    return carrier;
  }

  get url(): string {
    return `http://${LOCAL_HOST}:${portOf(this.#server)}`;
  }

  readonly #answer: RequestListener = async (request, response) => {
    const { orderId } = Object(await json(request));
    const key = String(request.headers['idempotency-key']);
    this.requests += 1;
    if (this.#dice.happens(FAULT_PERCENT)) {
      this.lostAnswers += 1;
      response.writeHead(500).end();
      return;
    }
    const keys = this.parcels.get(orderId) ?? new Set();
    this.parcels.set(orderId, keys.add(key));
    if (this.#dice.happens(FAULT_PERCENT)) {
      this.lostAnswers += 1;
      response.destroy();
      return;
    }
    response.end(`parcel-${key}`);
  };

  [Symbol.dispose](): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
