import { randomUUID } from 'node:crypto';
import { applyDeliveries } from '../app/apply-deliveries.ts';
import type { Invocation } from '../app/invocation.ts';
import { publishChanges, type RowChange } from '../app/publish/publish-changes.ts';
import { type ReadCheckouts, readCheckouts } from '../app/read-checkouts.ts';
import { receiveDelivery } from '../app/receive-delivery.ts';
import { type ClaimCheckouts, claimCheckouts } from '../app/rows/claim-checkout.ts';
import { keyOf } from '../checkout/checkout-event.ts';
import type { ChangeEvent } from '../events/change-event.ts';
import { findProvider } from '../providers/registry.ts';
import {
  LOCAL_URL,
  type SignedWebhook,
  signedWebhook,
  type WebhookContent,
} from '../providers/sending/signed-webhook.ts';
import { MemoryCheckoutStore } from './memory-checkout-store.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from './memory-queue.ts';
import { MemorySecretStore } from './memory-secret-store.ts';

/** Checkouts in process, for tests: read them as from the table, and write them as the provider does. */
export interface MemoryCheckouts extends ReadCheckouts, ClaimCheckouts {
  /**
   * Receives and applies a webhook of a provider. What would become a dead letter is an error here.
   * @throws Error when the webhook is not accepted, or cannot be applied
   */
  receive(provider: string, content: WebhookContent): Promise<void>;
  /** Returns the events of all changes so far, in order, as the service publishes them. */
  events(): readonly ChangeEvent[];
  /** Does nothing. The table has it too. */
  close(): void;
}

/** Base64, which every signature scheme takes. */
const SECRET = 'Y2hlY2tvdXRzIGluIG1lbW9yeQ==';
/** Names the service in its events. */
const SOURCE = 'urn:checkout-webhooks:memory';
const MAX_BODY_BYTES = 256 * 1024;

/**
 * Opens an empty table in this process. It has the interface of `checkoutsTable` and the whole way of a webhook behind
 * it: the signature, the body, the order and the row.
 *
 * @example
 * const checkouts = memoryCheckouts();
 * await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS' });
 */
export function memoryCheckouts(): MemoryCheckouts {
  const changes: RowChange[] = [];
  const store = new MemoryCheckoutStore((before, after) => {
    changes.push({ recordId: String(changes.length), key: keyOf(after.checkout), before, after });
  });
  const events: ChangeEvent[] = [];
  return {
    ...readCheckouts(store, findProvider),
    ...claimCheckouts({ reader: store, claims: store, findProvider, now: Date.now, newId: randomUUID }),
    receive: async (provider, content) => {
      await receive(store, provider, signedWebhook(provider, content, SECRET));
      await publish(changes.splice(0), events);
    },
    events: () => [...events],
    close: () => undefined,
  };
}

const invocation: Invocation = { report: () => undefined, outOfTime: new AbortController().signal };

async function receive(
  store: MemoryCheckoutStore,
  provider: string,
  { body, headers }: SignedWebhook,
): Promise<void> {
  const queue = new MemoryQueue();
  const deadLetters = new MemoryDeadLetterQueue();
  const secrets = new MemorySecretStore(new Map([[provider, [SECRET]]]));
  const { outcome } = await receiveDelivery(
    { findProvider, secrets, queue, maxBodyBytes: MAX_BODY_BYTES, publicUrl: LOCAL_URL },
    {
      provider,
      body: Buffer.from(body),
      headers,
      receivedAt: new Date().toISOString(),
      requestId: 'memory',
    },
    invocation,
  );
  if (outcome !== 'queued') throw new Error(`The webhook was not accepted: ${outcome}.`);
  const applying = { findProvider, store, deadLetters, now: Date.now };
  const failed = await applyDeliveries(applying, queue.messages, invocation);
  const [letter] = deadLetters.letters;
  if (letter) throw new Error(`The webhook cannot be applied: ${letter.reason}.`);
  if (failed.length > 0) throw new Error('The webhook could not be applied.');
}

async function publish(changes: readonly RowChange[], events: ChangeEvent[]): Promise<void> {
  const outlet = { publish: async (event: ChangeEvent) => void events.push(event) };
  const dependencies = { findProvider, outlet, deadLetters: new MemoryDeadLetterQueue(), source: SOURCE };
  await publishChanges(dependencies, changes, invocation);
}
