import { attentionKinds } from '../checkout/attention.ts';
import { type CheckoutEvent, occurredAt } from '../checkout/checkout-event.ts';
import { kindOf, type StoredFact } from '../checkout/rows/checkout-row.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import type { ApplyOutcome } from './apply-events.ts';
import type { LogFields, Report } from './log-codes.ts';
import type { EventReading, IgnoredReading, Reading } from './read-message.ts';

/**
 * Reports the outcome of each event.
 * @param now milliseconds since the epoch
 */
export function reportApplied(
  report: Report,
  now: number,
  readings: NonEmpty<EventReading>,
  outcomes: readonly ApplyOutcome[],
): void {
  for (const [index, reading] of readings.entries()) {
    const { event, dropped } = reading;
    report(`event_${outcomes[index] ?? 'duplicate'}`, {
      ...inRequest(reading),
      ...identity(event),
      status: event.status,
      ...timing(event, now),
    });
    if (dropped.length === 0) continue;
    report('event_detail_dropped', { ...identity(event), reason: dropped.join(', ') });
  }
}

/** Reports what a person should look at, in the name of the first event of the batch. */
export function reportFacts(
  report: Report,
  [{ event }]: NonEmpty<EventReading>,
  facts: readonly StoredFact[],
): void {
  for (const fact of facts) {
    const kind = attentionKinds.find((each) => each === kindOf(fact));
    if (kind) report(`checkout_${kind}`, { ...identity(event), reason: fact.reason });
  }
}

/** Reports a message that is not about a checkout. */
export const reportIgnored = (report: Report, reading: IgnoredReading): void =>
  report('event_ignored', { ...inRequest(reading), reason: eventTypeName(reading.type) });

/** The name of an event type, unless it is not a name: it is written to the log, and a sender could put anything there. */
const eventTypeName = (type: string): string => (/^[A-Za-z][\w.]{0,63}$/.test(type) ? type : 'not_a_name');

/** The fields that lead to the request with which the message came. */
const inRequest = ({ message }: Reading): LogFields =>
  message ? { provider: message.provider, requestId: message.requestId } : {};

/** The same with the message's own id: the message is still in a queue, where someone has to find it. */
export const inQueue = (reading: Reading): LogFields => ({
  messageId: reading.record.messageId,
  ...inRequest(reading),
});

const identity = ({ provider, checkoutId, eventId }: CheckoutEvent): LogFields => ({
  provider,
  checkoutId,
  eventId,
});

/** Never below zero: the clocks of the provider, the gateway and the function differ. */
function timing({ receivedAt, updatedAt }: CheckoutEvent, now: number): LogFields {
  const delayMs = Math.max(0, now - Date.parse(receivedAt));
  if (updatedAt === undefined) return { delayMs };
  return { delayMs, ageMs: Math.max(0, now - Date.parse(occurredAt({ updatedAt, receivedAt }))) };
}
