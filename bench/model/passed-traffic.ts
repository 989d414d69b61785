import type { QueueRecord } from '../../lib/app/read-message.ts';
import { consumeHandler } from '../../lib/aws/lambda/consume-handler.ts';
import { startInvocationLog } from '../../lib/aws/telemetry/invocation-log.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { type IngestedWebhook, ingestWebhook } from '../samples/ingested-webhook.ts';
import { batchEvent, RECEIVED_AT } from '../samples/lambda-events.ts';
import { PRICED_PROVIDERS, paidStatuses, sampleCheckout } from '../samples/webhooks.ts';

const CONSUMED_AT = RECEIVED_AT + 180;
const context = { getRemainingTimeInMillis: () => 20_000 };

/** Webhooks that went through both handlers, and the lines that the handlers printed. */
export interface PassedTraffic {
  readonly webhooks: readonly IngestedWebhook[];
  readonly lines: readonly string[];
}

/**
 * Passes webhooks through both handlers as they are deployed, with everything around them in memory. The ten
 * checkouts are of the providers in turn, so that a batch has webhooks of each.
 *
 * @param batchSize how many messages consume gets at a time
 * @param steps which of its four statuses each checkout reports, in order
 */
export async function passTraffic(batchSize: number, steps: readonly number[]): Promise<PassedTraffic> {
  const lines: string[] = [];
  const webhooks: IngestedWebhook[] = [];
  const consume = consumeHandler({
    findProvider,
    store: new MemoryCheckoutStore(),
    deadLetters: new MemoryDeadLetterQueue(),
    now: () => CONSUMED_AT,
    startLog: logInto(lines, CONSUMED_AT),
  });
  const checkouts = Array.from({ length: 5 }, () => PRICED_PROVIDERS.map(sampleCheckout)).flat();
  for (const step of steps) {
    const queue: QueueRecord[] = [];
    for (const checkout of checkouts) {
      const status = paidStatuses(checkout.provider)[step] ?? '';
      const webhook = await ingestWebhook(checkout, status, step, logInto(lines, RECEIVED_AT));
      webhooks.push(webhook);
      queue.push(webhook.record);
    }
    while (queue.length > 0) await consume(batchEvent(queue.splice(0, batchSize)), context);
  }
  return { webhooks, lines };
}

const logInto = (lines: string[], now: number) => () =>
  startInvocationLog({
    namespace: 'checkout-webhooks/prod',
    now: () => now,
    write: (line) => lines.push(line),
  });
