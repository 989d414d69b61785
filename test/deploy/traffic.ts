import { setTimeout as sleep } from 'node:timers/promises';
import { type Delivered, deliver, post, webhook } from './signed-webhooks.ts';

/** Every tenth webhook is accompanied by a forged one, which makes the function look for new secrets. */
const FORGED_EVERY = 10;

export interface TrafficReport {
  readonly sent: number;
  /** The number of answers other than 200. The provider sent each of these webhooks again. */
  readonly refused: number;
  /** The number of webhooks that were never acknowledged. */
  readonly lost: number;
}

/** A provider that sends webhooks of new checkouts to a URL, and somebody who sends forged ones. */
export class Traffic {
  /** The secret with which the provider signs. */
  secret: string;
  readonly #url: string;
  readonly #prefix: string;
  readonly #intervalMs: number;
  readonly #deliveries: Promise<Delivered>[] = [];
  readonly #stopped = new AbortController();
  readonly #loop: Promise<void>;

  /** @param prefix of the ids of the checkouts @param intervalMs between two webhooks */
  constructor(url: string, secret: string, prefix: string, intervalMs: number) {
    this.#url = url;
    this.secret = secret;
    this.#prefix = prefix;
    this.#intervalMs = intervalMs;
    this.#loop = this.#send();
  }

  /** Stops sending, and waits until every webhook was acknowledged or given up. */
  async stop(): Promise<TrafficReport> {
    this.#stopped.abort();
    await this.#loop;
    const results = await Promise.all(this.#deliveries);
    return {
      sent: results.length,
      refused: results.reduce((sum, { refused }) => sum + refused, 0),
      lost: results.filter(({ arrived }) => !arrived).length,
    };
  }

  async #send(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const body = this.#nextBody();
      this.#deliveries.push(deliver(() => webhook(this.#url, body, this.secret)));
      if (this.#deliveries.length % FORGED_EVERY === 0) {
        await post(webhook(this.#url, body, 'forged-secret')).catch(() => undefined);
      }
      await sleep(this.#intervalMs);
    }
  }

  #nextBody(): string {
    const id = `${this.#prefix}${this.#deliveries.length}`;
    return JSON.stringify({ id, status: 'NEW', createdAt: '2026-01-01T00:00:00Z' });
  }
}
