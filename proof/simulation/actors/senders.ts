import type { Plan } from '../plan/plan.ts';
import type { Webhook } from '../plan/planned-webhook.ts';
import type { Ingests } from './ingests.ts';
import type { MoveSource } from './move-source.ts';

/** How far a provider is with a webhook. */
class Sending {
  readonly webhook: Webhook;
  underWay = 0;
  attempts = 0;
  isAcknowledged = false;
  #tries: number;
  #repeats: number;

  constructor(webhook: Webhook) {
    this.webhook = webhook;
    this.#tries = webhook.tries;
    this.#repeats = webhook.repeats;
  }

  /** It retries what was not answered 200, one attempt after the other; a repeat may come at any time. */
  get isDue(): boolean {
    return this.#isRetryDue || (this.attempts > 0 && this.#repeats > 0);
  }

  get #isRetryDue(): boolean {
    return this.underWay === 0 && !this.isAcknowledged && this.#tries > 0;
  }

  get state(): unknown {
    return [this.underWay, this.attempts, this.isAcknowledged, this.#tries, this.#repeats];
  }

  start(): void {
    if (this.#isRetryDue) this.#tries -= 1;
    else this.#repeats -= 1;
    this.attempts += 1;
    this.underWay += 1;
  }
}

/** The providers, and whoever pretends to be one. In any order, and each retries in its own way. */
export class Senders implements MoveSource {
  readonly #sendings: readonly Sending[];
  readonly #ingests: Ingests;
  readonly #window: number;

  constructor({ webhooks, window }: Pick<Plan, 'webhooks' | 'window'>, ingests: Ingests) {
    this.#sendings = webhooks.map((webhook) => new Sending(webhook));
    this.#window = window;
    this.#ingests = ingests;
  }

  /** Attempts that no provider made. */
  get forged(): number {
    return this.#sendings.reduce(
      (sum, { webhook, attempts }) => sum + (webhook.nature.kind === 'forged' ? attempts : 0),
      0,
    );
  }

  /** Authentic webhooks that were retried as often as the provider does, and never answered 200. */
  get givenUp(): number {
    return this.#sendings.filter(
      ({ webhook, isAcknowledged }) => !isAcknowledged && webhook.nature.kind !== 'forged',
    ).length;
  }

  get state(): unknown {
    return this.#sendings.map(({ state }) => state);
  }

  available(): number {
    let due = 0;
    for (const sending of this.#sendings) if (sending.isDue) due += 1;
    return Math.min(due, this.#window);
  }

  take(index: number): void {
    const sending = this.#sendings.filter(({ isDue }) => isDue)[index];
    if (!sending) return;
    sending.start();
    this.#ingests.post(sending.webhook, (isAcknowledged) => {
      sending.underWay -= 1;
      if (isAcknowledged) sending.isAcknowledged = true;
    });
  }
}
