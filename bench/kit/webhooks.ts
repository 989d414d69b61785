import { createHash, randomUUID } from 'node:crypto';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';

export const SECRET = 'bench-secret';

export type ProviderName = 'inqud' | 'tweed';

/** A checkout of a size as they are: ids and references are UUIDs, transactions have 32-byte hashes. */
export interface SampleCheckout {
  readonly provider: ProviderName;
  readonly checkoutId: string;
  readonly reference: string;
  readonly transactionHash: string;
}

export function sampleCheckout(provider: ProviderName): SampleCheckout {
  const uuid = randomUUID();
  return {
    provider,
    checkoutId: provider === 'inqud' ? `CCO-${uuid}` : uuid,
    reference: randomUUID(),
    transactionHash: `0x${createHash('sha256').update(uuid).digest('hex')}`,
  };
}

/** The statuses of a checkout that goes well, in order. */
export const lives: Readonly<Record<ProviderName, readonly string[]>> = {
  inqud: ['NEW', 'REQUEST_CREATED', 'PAYMENT_DETECTED', 'SUCCESS'],
  tweed: ['CREATED', 'PERFORM_CHECKOUT_SUBMITTED', 'TRANSACTION_BROADCAST', 'DONE'],
};

/** @param second of the update; Inqud's bodies carry it */
export const webhookBody = (checkout: SampleCheckout, status: string, second: number): Buffer =>
  Buffer.from(JSON.stringify(bodies[checkout.provider](checkout, status, second)));

/** Both are modelled on the bodies in test/fixtures. */
const bodies: Readonly<
  Record<ProviderName, (checkout: SampleCheckout, status: string, second: number) => unknown>
> = {
  inqud: ({ checkoutId, reference, transactionHash }, status, second) => ({
    id: checkoutId,
    clientOrderId: reference,
    status,
    type: 'FIXED_PRICE',
    fixedAmount: { currency: 'USD', amount: 100.25 },
    request: ['PAYMENT_DETECTED', 'SUCCESS'].includes(status)
      ? { paidAmount: 0.00238, overpaid: false, txHash: transactionHash, currency: 'BTC', blockchain: 'BTC' }
      : null,
    createdAt: '2026-01-01T12:00:00.081523507Z',
    lastUpdatedAt: new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString().replace('.000', '.882256224'),
    expiresAt: '2026-01-01T13:00:00Z',
  }),
  tweed: ({ checkoutId, reference, transactionHash }, status) => ({
    type: 'CHECKOUT_STATUS_UPDATED',
    data: {
      checkoutData: { checkoutId, quantity: 1, price: 10, customParams: { reference } },
      status,
      ...(status === 'DONE' && {
        paymentData: {
          ...{ status: 'succeeded', amount: 1055, created: 1738705790, currency: 'usd', livemode: true },
          metadata: { transaction_hash: transactionHash },
          receiptEmail: 'someone@example.com',
        },
      }),
    },
  }),
};

/** The message that ingest itself puts into the queue for a webhook. */
export async function queueRecord(checkout: SampleCheckout, body: Buffer): Promise<QueueRecord> {
  const provider = findProvider(checkout.provider);
  if (!provider) throw new Error(`No provider is named ${checkout.provider}.`);
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([[provider.name, [SECRET]]]));
  const about = { receivedAt: new Date().toISOString(), requestId: randomUUID() };
  const delivery = { provider: provider.name, body, headers: headersOf(checkout, body), ...about };
  const parts = { findProvider, secrets, queue, maxBodyBytes: body.length };
  const invocation = { report: () => undefined, outOfTime: new AbortController().signal };
  await receiveDelivery(parts, delivery, invocation);
  const [message] = queue.messages;
  if (!message) throw new Error('The webhook was not taken.');
  return { messageId: randomUUID(), text: message.text };
}

/** The headers that a webhook comes with, signature included. */
export function headersOf({ provider }: SampleCheckout, body: Buffer): Record<string, string> {
  const signature = findProvider(provider)?.sign(body, SECRET);
  const delivery = provider === 'tweed' ? { 'x-tweed-delivery': randomUUID() } : {};
  return { 'content-type': 'application/json', 'user-agent': 'webhooks/1.0', ...delivery, ...signature };
}
