import type { Plan } from '../plan/plan.ts';
import type { Webhook } from '../plan/planned-webhook.ts';
import type { Ingests } from './ingests.ts';
import type { MoveSource } from './move-source.ts';

/** The progress of a provider with one webhook. */
class Sending {
  readonly webhook: Webhook;
  underWay = 0;
  attempts = 0;
  isAcknowledged = false;
  #triesLeft: number;
  #repeatsLeft: number;

  constructor(webhook: Webhook) {
    this.webhook = webhook;
    this.#triesLeft = webhook.tries;
    this.#repeatsLeft = webhook.repeats;
  }

  /** A webhook that was not answered 200 is retried after each attempt. A repeat may come at any time. */
  get isDue(): boolean {
    return this.#isRetryDue || (this.attempts > 0 && this.#repeatsLeft > 0);
  }

  get #isRetryDue(): boolean {
    return this.underWay === 0 && !this.isAcknowledged && this.#triesLeft > 0;
  }

  get state(): unknown {
    return [this.underWay, this.attempts, this.isAcknowledged, this.#triesLeft, this.#repeatsLeft];
  }

  start(): void {
    if (this.#isRetryDue) this.#triesLeft -= 1;
    else this.#repeatsLeft -= 1;
    this.attempts += 1;
    this.underWay += 1;
  }
}

/** The providers, and everybody who pretends to be one. They send in any order, and each retries in its own way. */
export class Senders implements MoveSource {
  readonly #sendings: readonly Sending[];
  readonly #ingests: Ingests;
  readonly #window: number;

  constructor({ webhooks, window }: Pick<Plan, 'webhooks' | 'window'>, ingests: Ingests) {
    this.#sendings = webhooks.map((webhook) => new Sending(webhook));
    this.#window = window;
    this.#ingests = ingests;
  }

  /** The number of attempts that no provider made. */
  get forged(): number {
    let count = 0;
    for (const { webhook, attempts } of this.#sendings) {
      if (webhook.nature.kind === 'forged') count += attempts;
    }
    return count;
  }

  /** The number of authentic webhooks that were tried as often as the provider does, and never answered 200. */
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
    this.#ingests.post(sending.webhook, sending.attempts, (isAcknowledged) => {
      sending.underWay -= 1;
      if (isAcknowledged) sending.isAcknowledged = true;
    });
  }
}
