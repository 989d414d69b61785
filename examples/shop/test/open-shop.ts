import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckoutEventV1 } from 'checkout-webhooks';
import { type MemoryCheckouts, memoryCheckouts, signedNotification } from 'checkout-webhooks/testing';
import { Webhook } from 'standardwebhooks';
import { openCarrier } from '../carrier.ts';
import { type Order, type OrderStatus, Orders } from '../orders.ts';
import { startPretendCarrier } from '../pretend-carrier.ts';
import { receiver } from '../receive.ts';
import { type Shipping, shipDue } from '../ship.ts';

export const SECRET = 'whsec_bG9jYWwtc2VjcmV0';

/** The order of the tests. The samples of webhooks are about 100.25 USD. */
export const order: Order = { id: 'order-1', checkoutId: 'CCO-1', amount: '100.250', currency: 'USD' };

/** The shop in this process, with a table in memory, a carrier, and a database in a folder of its own. */
export class TestShop implements AsyncDisposable {
  readonly checkouts: MemoryCheckouts = memoryCheckouts();
  readonly shipping: Shipping;
  readonly url: string;
  /** How often the carrier was asked to bring each order. */
  readonly requests: ReadonlyMap<string, number>;
  readonly #open: AsyncDisposableStack;

  private constructor(
    open: AsyncDisposableStack,
    shipping: Omit<Shipping, 'checkouts'>,
    rest: Pick<TestShop, 'url' | 'requests'>,
  ) {
    this.#open = open;
    this.shipping = { ...shipping, checkouts: this.checkouts };
    this.url = rest.url;
    this.requests = rest.requests;
  }

  static async start(): Promise<TestShop> {
    const open = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'shop-'));
    open.defer(() => rmSync(folder, { recursive: true }));
    const orders = open.use(new Orders(join(folder, 'shop.db')));
    const { url: carrierUrl, requests } = open.use(await startPretendCarrier());
    const server = createServer(
      receiver({ orders, webhook: new Webhook(SECRET), onChange: () => undefined }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.defer(() => server.close().closeAllConnections());
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return new TestShop(open, { orders, carrier: openCarrier(carrierUrl) }, { url, requests });
  }

  /** Places an order as the customer does. */
  place(placed: Order): Promise<Response> {
    return fetch(`${this.url}/orders`, { method: 'POST', body: JSON.stringify(placed) });
  }

  /** Receives events as notifications. Returns the answers. */
  async notify(...events: readonly CheckoutEventV1[]): Promise<readonly number[]> {
    const answers: number[] = [];
    for (const event of events) {
      const request = { method: 'POST', ...signedNotification(event, SECRET) };
      answers.push((await fetch(`${this.url}/paid`, request)).status);
    }
    return answers;
  }

  /** Receives a webhook of the provider about the order's checkout. Returns the events that it causes. */
  async receive(status: string, at: string): Promise<readonly CheckoutEventV1[]> {
    const before = this.checkouts.events().length;
    await this.checkouts.receive('inqud', { checkoutId: order.checkoutId, status, at });
    return this.checkouts.events().slice(before);
  }

  ship(): Promise<void> {
    return shipDue(this.shipping);
  }

  async status(): Promise<OrderStatus | undefined> {
    const response = await fetch(`${this.url}/orders`);
    const all = (await response.json()) as readonly OrderStatus[];
    return all.find(({ id }) => id === order.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.disposeAsync();
  }
}
