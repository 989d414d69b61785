import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import type { ParsedWebhook, Provider } from '../../lib/providers/provider.ts';
import { webhookEventId } from '../../lib/providers/reading/webhook-event-id.ts';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import type { Queues } from '../aws/stage-queues.ts';
import { eachLetter } from '../dead-letters/each-letter.ts';
import { bodyOf, type Letter, letterOf } from '../dead-letters/letter.ts';
import { openCheckouts } from '../stage/open-checkouts.ts';
import type { Target } from '../stage/target.ts';
import type { WebhookToSend } from './webhook-to-send.ts';

/** Leaves time for two cold starts, and for one failed attempt. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;
/** The dead-letter queue is looked at less often, because looking hides its letters from others. */
const LOOKS_PER_LETTER_SEARCH = 5;

/** The outcome of a webhook that was accepted. */
export type SendOutcome =
  | { readonly kind: 'advanced' | 'late' | 'duplicate'; readonly checkout: CheckoutView }
  | { readonly kind: 'dead_letter'; readonly letter: Letter }
  | { readonly kind: 'ignored' }
  /** Neither applied nor a dead letter when patience ended. */
  | { readonly kind: 'waiting' };

/** Waits for the outcome of a webhook. Create it before the webhook is sent, to recognize a duplicate. */
export class OutcomeWatch {
  readonly #target: Target;
  readonly #provider: Provider;
  readonly #webhook: WebhookToSend;
  readonly #parsed: ParsedWebhook;
  readonly #checkouts: Promise<ReadCheckouts>;
  #queues: Queues | undefined;
  #isDuplicate = false;

  constructor(target: Target, provider: Provider, webhook: WebhookToSend) {
    this.#target = target;
    this.#provider = provider;
    this.#webhook = webhook;
    this.#parsed = provider.parse(webhook.body, webhook.headers);
    this.#checkouts = openCheckouts(target);
  }

  /** Remembers whether the event is in the row already. */
  async begin(): Promise<void> {
    this.#isDuplicate = (await this.#rowWithEvent()) !== undefined;
  }

  async outcome(): Promise<SendOutcome> {
    if (this.#parsed.kind === 'ignored') return { kind: 'ignored' };
    const deadline = performance.now() + PATIENCE_MS;
    for (let look = 1; performance.now() < deadline; look += 1) {
      const found =
        (await this.#applied()) ?? (look % LOOKS_PER_LETTER_SEARCH === 0 && (await this.#buried()));
      if (found) return found;
      await sleep(PAUSE_MS);
    }
    return { kind: 'waiting' };
  }

  async #applied(): Promise<SendOutcome | undefined> {
    const found = await this.#rowWithEvent();
    if (!found) return undefined;
    return { kind: this.#isDuplicate ? 'duplicate' : found.outcome, checkout: found.checkout };
  }

  async #rowWithEvent() {
    const parsed = this.#parsed;
    if (parsed.kind !== 'checkout') return undefined;
    const { body, headers } = this.#webhook;
    const eventId = webhookEventId(this.#provider, parsed, headers, bodyDigest(body));
    const checkouts = await this.#checkouts;
    const checkout = await checkouts.get(parsed.checkoutId, this.#provider.name);
    const entry = checkout?.history.find((each) => each.eventId === eventId);
    return checkout && entry && { checkout, outcome: entry.outcome };
  }

  async #buried(): Promise<SendOutcome | undefined> {
    const queues = await this.#openQueues();
    if ((await queues.count('dead-letters')).waiting === 0) return undefined;
    for await (const held of eachLetter(await queues.openDeadLetters()))
      if (bodyOf(held).equals(this.#webhook.body)) return { kind: 'dead_letter', letter: letterOf(held) };
    return undefined;
  }

  async #openQueues(): Promise<Queues> {
    const { Queues } = await import('../aws/stage-queues.ts');
    this.#queues ??= new Queues(this.#target);
    return this.#queues;
  }
}
