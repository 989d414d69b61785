import type { QueueRecord } from '../../lib/app/read-message.ts';
import { consumeHandler } from '../../lib/aws/lambda/consume-handler.ts';
import { startInvocationLog } from '../../lib/aws/telemetry/invocation-log.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { sum } from '../kit/statistics.ts';
import { type IngestedWebhook, ingestWebhook } from '../samples/ingested-webhook.ts';
import { batchEvent, RECEIVED_AT } from '../samples/lambda-events.ts';
import { PROVIDERS, paidStatuses, type SampleCheckout, sampleCheckout } from '../samples/webhooks.ts';

const CONSUMED_AT = RECEIVED_AT + 180;
/** CloudWatch bills this much for each log event, besides its text. */
const LOG_EVENT_BYTES = 26;
const context = { getRemainingTimeInMillis: () => 20_000 };

/** Both handlers as they are deployed, with everything around them in memory, and the lines that they print. */
export class PrintedLines {
  readonly ingest: string[] = [];
  readonly consume: string[] = [];
  readonly webhooks: IngestedWebhook[] = [];
  readonly #queue: QueueRecord[] = [];
  readonly #consume = consumeHandler({
    findProvider,
    store: new MemoryCheckoutStore(),
    deadLetters: new MemoryDeadLetterQueue(),
    now: () => CONSUMED_AT,
    startLog: logInto(this.consume, CONSUMED_AT),
  });

  /**
   * Passes webhooks of paid checkouts through both handlers, of all providers in turn, so that a batch has webhooks
   * of each. There are enough checkouts side by side to fill a batch.
   */
  async passPaidCheckouts(batchSize: number, checkouts: number): Promise<void> {
    const samples: SampleCheckout[] = [];
    while (samples.length < checkouts) samples.push(...PROVIDERS.map(sampleCheckout));
    for (const second of paidStatuses.inqud.keys()) {
      for (const checkout of samples) await this.#post(checkout, second, second);
      await this.#consumeAll(batchSize);
    }
  }

  /** Passes a duplicate and a late event of each provider, which every month has. */
  async passDuplicateAndLate(): Promise<void> {
    for (const checkout of PROVIDERS.map(sampleCheckout)) {
      for (const step of [1, 1, 0]) {
        await this.#post(checkout, step, step);
        await this.#consumeAll(1);
      }
    }
  }

  /** The bytes that CloudWatch bills for what each function has printed, divided by the number of webhooks. */
  bytesOfWebhook(): { readonly ingest: number; readonly consume: number } {
    const { length } = this.webhooks;
    return { ingest: billedBytes(this.ingest) / length, consume: billedBytes(this.consume) / length };
  }

  async #post(checkout: SampleCheckout, step: number, second: number): Promise<void> {
    const status = paidStatuses[checkout.provider][step] ?? '';
    const startLog = logInto(this.ingest, RECEIVED_AT);
    const webhook = await ingestWebhook(checkout, status, second, startLog);
    this.webhooks.push(webhook);
    this.#queue.push(webhook.record);
  }

  async #consumeAll(batchSize: number): Promise<void> {
    while (this.#queue.length > 0) await this.#consume(batchEvent(this.#queue.splice(0, batchSize)), context);
  }
}

const logInto = (lines: string[], now: number) => () =>
  startInvocationLog({
    namespace: 'checkout-webhooks/prod',
    now: () => now,
    write: (line) => lines.push(line),
  });

const billedBytes = (lines: readonly string[]): number =>
  sum(lines.map((line) => Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES));
