import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { QueueMessage } from '../../lib/webhook/queue-message.ts';
import { silentInvocation } from '../kit/deliveries.ts';
import { PUBLIC_URL } from '../kit/signed-by.ts';
import { secretOf } from '../simulation/plan/authentic-headers.ts';
import type { Arrival } from '../simulation/plan/plan.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';

const MAX_BODY_BYTES = 262_144;

/** Passes the webhooks through the real ingest, one after the other. @returns the messages that it queued */
export async function arrivalsOf(webhooks: readonly Webhook[]): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for (const [index, webhook] of webhooks.entries()) {
    const provider = webhook.provider.name;
    const secret = secretOf(provider, 0);
    const receivedAt = `2026-01-01T00:00:5${index}.000Z`;
    const send = async (message: QueueMessage) => {
      arrivals.push({ webhook, message });
      return requestId;
    };
    const requestId = `request-${index + 1}`;
    await receiveDelivery(
      {
        findProvider,
        secrets: { secretsOf: async () => [secret], freshSecretsOf: async () => [secret] },
        queue: { send },
        maxBodyBytes: MAX_BODY_BYTES,
        publicUrl: PUBLIC_URL,
      },
      {
        provider,
        body: webhook.body,
        headers: webhook.headers({ secret, at: receivedAt }, webhook.body),
        receivedAt,
        requestId,
      },
      silentInvocation,
    );
  }
  return arrivals;
}
