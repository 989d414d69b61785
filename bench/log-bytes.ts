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
  await consume(await ingest(write), write);
  return bytes;
}

type Write = (line: string) => void;

async function ingest(write: Write): Promise<MemoryQueue> {
  const checkout = sampleCheckout('inqud');
  const body = webhookBody(checkout, 'NEW', 0);
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([['inqud', [SECRET]]]));
  const { report, flush } = logReport({ namespace, write });
  // As long as API Gateway's.
  const requestId = 'JKJaXmPLvHcESHA=';
  const about = { provider: 'inqud', receivedAt: new Date().toISOString(), requestId };
  const dependencies = { findProvider, queue, secrets, report, maxBodyBytes: body.length };
  await receiveDelivery(dependencies, { ...about, body, headers: headersOf(checkout, body) }, signal);
  flush();
  return queue;
}

async function consume({ messages }: MemoryQueue, write: Write): Promise<void> {
  const { report, flush } = logReport({ namespace, write });
  const [store, deadLetters] = [new MemoryCheckoutStore(), new MemoryDeadLetterQueue()];
  await applyDeliveries({ findProvider, store, deadLetters, report, now: Date.now }, messages, signal);
  flush();
}
