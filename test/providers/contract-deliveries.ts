import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { foldHeaders } from '../../lib/webhook/headers.ts';
import { secretHolding } from '../../lib/webhook/secret-keys.ts';
import { silentInvocation } from '../../proof/kit/deliveries.ts';
import { PUBLIC_URL } from '../../proof/kit/signed-by.ts';

/** When every delivery of the contract suite arrives. */
export const RECEIVED_AT = '2026-01-01T00:00:00.000Z';

type HeaderMap = Readonly<Record<string, string>>;

/** Two active secrets, in the form that the provider's scheme takes. */
export const secretsOf = ({ signature }: Provider): readonly [string, string] => [
  secretHolding(signature, 'newest-secret'),
  secretHolding(signature, 'previous-secret'),
];

/** Sends a webhook through the real ingest, for a provider with two active secrets. */
export async function deliver(provider: Provider, body: Uint8Array, headers: HeaderMap) {
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([[provider.name, secretsOf(provider)]]));
  const dependencies = { findProvider, secrets, queue, maxBodyBytes: 1 << 20, publicUrl: PUBLIC_URL };
  const delivery = {
    provider: provider.name,
    body,
    headers: foldHeaders(headers),
    receivedAt: RECEIVED_AT,
    requestId: 'r',
  };
  const { outcome } = await receiveDelivery(dependencies, delivery, silentInvocation);
  return { outcome, queued: queue.messages.length };
}

/** Returns copies of the content with one bit flipped, at up to 64 positions. */
export function flips(content: Uint8Array): readonly Uint8Array[] {
  const step = Math.max(1, Math.floor(content.length / 64));
  return Array.from({ length: Math.min(content.length, 64) }, (_, index) => {
    const changed = Buffer.from(content);
    changed[index * step] = (changed[index * step] ?? 0) ^ 1;
    return changed;
  });
}

/** Returns the signature with a digest of the same length that is made of these characters. */
export const badly = (signature: string, digest: string, bad = '0'): string =>
  signature.replace(digest, () => bad.repeat(digest.length).slice(0, digest.length));

/** Returns the signature with its digest in the other encoding. */
export const otherwise = (signature: string, digest: string, encoding: 'hex' | 'base64'): string =>
  signature.replace(digest, () =>
    Buffer.from(digest, encoding).toString(encoding === 'hex' ? 'base64' : 'hex'),
  );

export const without = (headers: HeaderMap, name: string): HeaderMap =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

export const renamed = (headers: HeaderMap, name: string, other: string): HeaderMap => ({
  ...without(headers, name),
  [other]: headers[name] ?? '',
});
