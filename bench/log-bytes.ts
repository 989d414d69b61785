import { applyDeliveries } from '../lib/app/apply-deliveries.ts';
import { receiveDelivery } from '../lib/app/receive-delivery.ts';
import { logReport } from '../lib/aws/log-report.ts';
import { MemoryCheckoutStore } from '../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../lib/memory/memory-secret-store.ts';
import { findProvider } from '../lib/providers/registry.ts';
import { headersOf, SECRET, sampleCheckout, webhookBody } from './webhooks.ts';

/** CloudWatch Logs adds so much to each event. */
const EVENT_BYTES = 26;
const signal = new AbortController().signal;
const namespace = 'checkout-webhooks/prod';

/** How many bytes one ordinary webhook leaves in the logs, from its arrival to its row. */
export async function logBytesPerWebhook(): Promise<number> {
  let bytes = 0;
  const write = (line: string) => {
    bytes += Buffer.byteLength(line) + EVENT_BYTES;
  };
  const checkout = sampleCheckout('inqud');
  const body = webhookBody(checkout, 'NEW', 0);
  const queue = new MemoryQueue();
  await receiveDelivery(
    {
      ...{
        findProvider,
        queue,
        maxBodyBytes: body.length,
        report: logReport({ service: 'ingest', namespace, write }),
      },
      secrets: new MemorySecretStore(new Map([['inqud', [SECRET]]])),
    },
    {
      ...{
        provider: 'inqud',
        body,
        headers: headersOf(checkout, body),
        receivedAt: new Date().toISOString(),
      },
      // As long as API Gateway's.
      requestId: 'JKJaXmPLvHcESHA=',
    },
    signal,
  );
  const report = logReport({ service: 'consume', namespace, write });
  const store = new MemoryCheckoutStore();
  const dependencies = {
    findProvider,
    store,
    deadLetters: new MemoryDeadLetterQueue(),
    report,
    now: Date.now,
  };
  await applyDeliveries(dependencies, queue.messages, signal);
  return bytes;
}
