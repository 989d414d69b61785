import * as z from 'zod/mini';
import { CheckoutEvent } from '../checkout/checkout-event.ts';
import { fitDetails } from '../checkout/details.ts';
import type { ParsedCheckout, Provider } from '../providers/provider.ts';
import { webhookEventId } from '../providers/reading/webhook-event-id.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { bodyDigest } from '../webhook/body-digest.ts';
import { QueueMessage, queueMessageVersion } from '../webhook/queue-message.ts';

/** A message as the queue delivers it. */
export interface QueueRecord {
  readonly messageId: string;
  readonly text: string;
}

/** The message is an event of a checkout. */
export interface EventReading {
  readonly kind: 'event';
  readonly record: QueueRecord;
  readonly message: QueueMessage;
  readonly event: CheckoutEvent;
  /** The names of the details that were too long for a row. */
  readonly dropped: readonly string[];
}

/** The message is authentic and not about a checkout. */
export interface IgnoredReading {
  readonly kind: 'ignored';
  readonly record: QueueRecord;
  readonly message: QueueMessage;
  readonly type: string;
}

/** The message can never be applied as it is. */
export interface DeadReading {
  readonly kind: 'dead';
  readonly record: QueueRecord;
  /** Undefined when the record is not one of our queue messages. */
  readonly message?: QueueMessage;
  readonly reason: string;
}

/** The message is one that a newer version of this code can apply. Until that runs, it fails and is tried again. */
interface PostponedReading {
  readonly kind: 'postponed';
  readonly record: QueueRecord;
  readonly message?: QueueMessage;
  readonly reason: 'newer_message_version' | 'unknown_provider';
}

export type Reading = EventReading | IgnoredReading | DeadReading | PostponedReading;

/** Reads a message from the queue. Pure and total: it returns a reading for every text and never throws. */
export function readMessage(
  findProvider: (name: string) => Provider | undefined,
  record: QueueRecord,
): Reading {
  const json = parseJson(record.text);
  if (isNewerMessage(json)) return { kind: 'postponed', record, reason: 'newer_message_version' };
  const message = z.safeParse(QueueMessage, json).data;
  if (!message) return { kind: 'dead', record, reason: 'not_a_queue_message' };
  const body = Buffer.from(message.body, 'base64');
  if (bodyDigest(body) !== message.bodyDigest)
    return { kind: 'dead', record, message, reason: 'body_damaged' };
  const provider = findProvider(message.provider);
  if (!provider) return { kind: 'postponed', record, message, reason: 'unknown_provider' };
  const parsed = provider.parse(body, message.headers);
  if (parsed.kind === 'unreadable') return { kind: 'dead', record, message, reason: parsed.reason };
  if (parsed.kind === 'ignored') return { kind: 'ignored', record, message, type: parsed.type };
  const { details, dropped } = fitDetails(parsed.details);
  const event = eventIn(provider, { ...parsed, details }, message);
  if (!event) return { kind: 'dead', record, message, reason: 'not_a_checkout_event' };
  return { kind: 'event', record, message, event, dropped };
}

/** Undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isNewerMessage = (json: unknown): boolean => {
  const { data } = z.safeParse(z.object({ version: z.int() }), json);
  return data !== undefined && data.version > queueMessageVersion;
};

/** Undefined when the provider's file made something of the body that is not a checkout event. */
function eventIn(
  provider: Provider,
  parsed: ParsedCheckout,
  message: QueueMessage,
): CheckoutEvent | undefined {
  const event = withoutUndefined({
    ...parsed,
    provider: message.provider,
    eventId: webhookEventId(provider, parsed, message.headers, message.bodyDigest),
    receivedAt: message.receivedAt,
    deliveryId: message.deliveryId,
  });
  return z.safeParse(CheckoutEvent, event).data;
}
