import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface SendOrder {
  /** Of the gateway. */
  readonly url: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface SentWebhooks {
  /** Each with its checkout and the time at which it was due: that it went out late counts as waiting too. */
  readonly webhooks: [checkoutId: string, due: number][];
  /** Answers other than 200, or what stood in place of one. */
  readonly refused: readonly string[];
  /** When the last one was sent. */
  readonly endedAt: number;
}

/** Sends webhooks from a process of its own: in ours it would wait while the stack computes, and notice nothing. */
export class WebhookSender implements Disposable {
  readonly #child = fork(join(import.meta.dirname, '../children/webhook-sender-child.ts'));

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** One order at a time. @throws Error when the process ends */
  send(order: SendOrder): Promise<SentWebhooks> {
    const { promise, resolve, reject } = Promise.withResolvers<SentWebhooks>();
    const ended = (code: number | null) => reject(new Error(`The sender ended with ${code}.`));
    this.#child.once('exit', ended).once('message', (message) => resolve(message as SentWebhooks));
    this.#child.send(order);
    return promise.finally(() => this.#child.off('exit', ended));
  }

  [Symbol.dispose](): void {
    this.#child.kill();
  }
}
