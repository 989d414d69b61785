import * as z from 'zod/mini';
import { CheckoutEvent } from '../checkout/checkout-event.ts';
import type { ParsedCheckout, Provider } from '../providers/provider.ts';
import { bodyDigest } from '../webhook/body-digest.ts';
import { QueueMessage } from '../webhook/queue-message.ts';

/** What a queue message turns out to be. */
export type ReadMessage = { readonly message?: QueueMessage } & (
  | { readonly kind: 'event'; readonly event: CheckoutEvent; readonly message: QueueMessage }
  | { readonly kind: 'ignored'; readonly type: string }
  /** Can never succeed as it is, and why. */
  | { readonly kind: 'dead'; readonly reason: string }
);

/** Understands a message from the queue. Pure and total: whatever the text, it answers and never throws. */
export function readMessage(findProvider: (name: string) => Provider | undefined, text: string): ReadMessage {
  const message = parseMessage(text);
  if (!message) return { kind: 'dead', reason: 'not_a_queue_message' };
  const body = Buffer.from(message.body, 'base64');
  if (bodyDigest(body) !== message.bodyDigest) return { kind: 'dead', reason: 'body_damaged', message };
  const provider = findProvider(message.provider);
  if (!provider) return { kind: 'dead', reason: 'unknown_provider', message };
  const parsed = provider.parse(body);
  if (parsed.kind === 'unreadable') return { kind: 'dead', reason: parsed.reason, message };
  if (parsed.kind === 'ignored') return { kind: 'ignored', type: parsed.type, message };
  return toEvent(parsed, message);
}

function parseMessage(text: string): QueueMessage | undefined {
  try {
    return z.safeParse(QueueMessage, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function toEvent(parsed: ParsedCheckout, message: QueueMessage): ReadMessage {
  const { deliveryId } = message;
  const event = z.safeParse(CheckoutEvent, {
    ...parsed,
    provider: message.provider,
    eventId: parsed.eventId ?? message.bodyDigest,
    receivedAt: message.receivedAt,
    ...(deliveryId !== undefined && { deliveryId }),
  });
  if (event.success) return { kind: 'event', event: event.data, message };
  return { kind: 'dead', reason: 'not_a_checkout_event', message };
}
