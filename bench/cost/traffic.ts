import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { DeliveryQueue } from '../../lib/app/ports.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { consumeHandler } from '../../lib/aws/lambda/consume-handler.ts';
import { ingestHandler } from '../../lib/aws/lambda/ingest-handler.ts';
import { startInvocationLog } from '../../lib/aws/telemetry/invocation-log.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { sqsEvent } from '../kit/sample-batch.ts';
import { httpEvent } from '../kit/sample-http-event.ts';
import { type SampleCheckout, SECRET } from '../kit/webhooks.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 30);
const MS_TO_ROW = 180;
/** As long as API Gateway's. */
const REQUEST_ID = 'JKJaXmPLvHcESHA=';
const context = { getRemainingTimeInMillis: () => 20_000 };

/** A webhook that was taken, as it is on its way. */
export interface TakenWebhook {
  readonly bodyBytes: number;
  readonly answer: APIGatewayProxyStructuredResultV2;
  readonly record: QueueRecord;
}

/** Both handlers as they are deployed, with everything around them in memory, and what they print. */
export class Traffic {
  readonly printed: { readonly ingest: string[]; readonly consume: string[] } = { ingest: [], consume: [] };
  readonly #queue: QueueRecord[] = [];
  readonly #ingest: ReturnType<typeof ingestHandler>;
  readonly #consume: ReturnType<typeof consumeHandler>;

  constructor() {
    const { ingest, consume } = this.printed;
    const queue: DeliveryQueue = {
      send: async (message) => {
        const messageId = randomUUID();
        this.#queue.push({ messageId, text: JSON.stringify(message) });
        return messageId;
      },
    };
    const secrets = new MemorySecretStore(new Map(providers.map(({ name }) => [name, [SECRET]])));
    const maxBodyBytes = Number.POSITIVE_INFINITY;
    this.#ingest = ingestHandler({
      findProvider,
      secrets,
      queue,
      maxBodyBytes,
      startLog: into(ingest, NOW),
    });
    const now = NOW + MS_TO_ROW;
    const [store, deadLetters] = [new MemoryCheckoutStore(), new MemoryDeadLetterQueue()];
    const parts = { findProvider, store, deadLetters, now: () => now };
    this.#consume = consumeHandler({ ...parts, startLog: into(consume, now) });
  }

  /** @throws Error when the webhook is not taken */
  async post(checkout: SampleCheckout, body: Buffer): Promise<TakenWebhook> {
    const event = httpEvent(checkout, body);
    const requestContext = { ...event.requestContext, requestId: REQUEST_ID, timeEpoch: NOW };
    const answer = await this.#ingest({ ...event, requestContext });
    const record = this.#queue.at(-1);
    if (answer.statusCode !== 200 || !record)
      throw new Error(`The webhook is answered ${answer.statusCode}.`);
    return { bodyBytes: body.length, answer, record };
  }

  /** Hands over what is in the queue, so many at a time. */
  async consume(batch: number): Promise<void> {
    for (
      let records = this.#queue.splice(0, batch);
      records.length > 0;
      records = this.#queue.splice(0, batch)
    )
      await this.#consume(sqsEvent(records), context);
  }
}

const into = (lines: string[], now: number) => () =>
  startInvocationLog({
    namespace: 'checkout-webhooks/prod',
    now: () => now,
    write: (line) => lines.push(line),
  });
