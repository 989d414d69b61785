import { type ApplyDependencies, applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import type { CheckoutReader, CheckoutStore } from '../../lib/app/ports.ts';
import { type ReadCheckouts, readCheckouts } from '../../lib/app/read-checkouts.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { RecordedLog } from '../../proof/kit/deliveries.ts';
import { PUBLIC_URL, signedByName } from '../../proof/kit/signed-by.ts';

const SECRET = 'story-secret';

/** A webhook as a story needs it. */
interface StoryWebhook {
  readonly provider: 'inqud' | 'tweed';
  readonly body: Uint8Array;
  /** Headers besides the signature. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly receivedAt?: string;
}

/** The whole way from the delivery to the row, with the queue in process. A webhook is consumed as soon as it is queued. */
export class StoryService {
  readonly #store: CheckoutStore & CheckoutReader;
  readonly #find: typeof findProvider;
  readonly #deadLetters = new MemoryDeadLetterQueue();
  readonly log = new RecordedLog();
  readonly checkouts: ReadCheckouts;

  /**
   * @param store the table, by default in process
   * @param find finds a provider, by default in the registry
   */
  constructor(store: CheckoutStore & CheckoutReader = new MemoryCheckoutStore(), find = findProvider) {
    this.#store = store;
    this.#find = find;
    this.checkouts = readCheckouts(store, find);
  }

  /** Delivers a webhook with a valid signature and consumes it. @returns the outcome of both */
  async deliver({ provider, body, headers = {}, receivedAt = '2026-01-01T00:00:00.000Z' }: StoryWebhook) {
    const queue = new MemoryQueue();
    const secrets = new MemorySecretStore(new Map([[provider, [SECRET]]]));
    const signed = { ...headers, ...signedByName(provider, body, SECRET) };
    const delivery = { provider, body, headers: signed, receivedAt, requestId: 'request' };
    const invocation = { report: this.log.report, outOfTime: new AbortController().signal };
    const dependencies = {
      findProvider: this.#find,
      secrets,
      queue,
      maxBodyBytes: 1 << 20,
      publicUrl: PUBLIC_URL,
    };
    const { outcome } = await receiveDelivery(dependencies, delivery, invocation);
    const failed = await applyDeliveries(this.#consuming, queue.messages, invocation);
    return { outcome, failed };
  }

  get #consuming(): ApplyDependencies {
    return {
      findProvider: this.#find,
      store: this.#store,
      deadLetters: this.#deadLetters,
      now: () => Date.parse('2026-01-01T00:00:00.000Z'),
    };
  }
}

/** A webhook from Tweed, which has neither a time nor an event id. */
export const tweedBody = (status: string, checkoutId = 'a'): Uint8Array =>
  Buffer.from(
    JSON.stringify({ type: 'CHECKOUT_STATUS_UPDATED', data: { status, checkoutData: { checkoutId } } }),
  );

/** A webhook from Inqud, with the provider's own update time, which may be null. */
export const inqudBody = (status: string, lastUpdatedAt: string | null): Uint8Array =>
  Buffer.from(JSON.stringify({ id: 'CCO-1', status, createdAt: '2026-01-01T00:00:00Z', lastUpdatedAt }));
