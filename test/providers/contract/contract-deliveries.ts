import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../../lib/memory/memory-secret-store.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { foldHeaders } from '../../../lib/webhook/headers.ts';
import { silentInvocation } from '../../../proof/kit/deliveries.ts';
import { RECEIVED_AT, type SignatureCase } from './signature-case.ts';

/** Sends a delivery through the real ingest. @returns the outcome, and the texts of the messages in the queue */
export async function deliver(provider: Provider, { body, headers, publicUrl, secrets }: SignatureCase) {
  const queue = new MemoryQueue();
  const dependencies = {
    findProvider: (name: string) => (name === provider.name ? provider : undefined),
    secrets: new MemorySecretStore(new Map([[provider.name, secrets]])),
    queue,
    maxBodyBytes: 1 << 20,
    publicUrl,
  };
  const delivery = {
    provider: provider.name,
    body,
    headers: foldHeaders(headers),
    receivedAt: RECEIVED_AT,
    requestId: 'r',
  };
  const { outcome } = await receiveDelivery(dependencies, delivery, silentInvocation);
  return { outcome, messages: queue.messages.map(({ text }) => text) };
}

/** Returns whether the real ingest accepts a delivery. It must queue what it accepts, and nothing else. */
export async function isAccepted(provider: Provider, one: SignatureCase): Promise<boolean> {
  const { outcome, messages } = await deliver(provider, one);
  if (outcome === 'queued' && messages.length === 1) return true;
  const isRefused = outcome === 'unauthorized' || outcome === 'refused_for_now';
  if (isRefused && messages.length === 0) return false;
  throw new Error(`${one.name}: ${outcome}, with ${messages.length} messages in the queue.`);
}
