import type { Checkout } from '../../checkout/checkout.ts';
import { type HistoryEntry, occurredAt } from '../../checkout/checkout-event.ts';
import { positionOf } from '../../checkout/position.ts';
import { isFinal } from '../../checkout/state.ts';
import { shortTime } from '../../values/short-time.ts';

/** An event, with its outcome and the reason in words. */
export interface ExplainedEvent {
  readonly status: string;
  readonly eventId: string;
  readonly receivedAt: string;
  readonly outcome: 'advanced' | 'late';
  readonly explanation: string;
}

/**
 * Explains the events of a checkout, in the order in which they were applied. The explanation follows from the history
 * alone, by the rule that made the row: the event with the greatest position decides the state.
 */
export function explainEvents({ history }: Pick<Checkout, 'history'>): readonly ExplainedEvent[] {
  let owner: HistoryEntry | undefined;
  return history.map((entry) => {
    const isAbove = owner === undefined || positionOf(entry) > positionOf(owner);
    const explanation = isAbove ? advance(entry, owner) : lateness(entry, owner ?? entry);
    if (isAbove) owner = entry;
    const { status, eventId, receivedAt } = entry;
    return { status, eventId, receivedAt, outcome: isAbove ? 'advanced' : 'late', explanation };
  });
}

function advance(entry: HistoryEntry, before: HistoryEntry | undefined): string {
  const became = `The row became ${entry.state}${isFinal(entry.state) ? ', which is final' : ''}.`;
  if (!before) return `This was the first event to be applied. ${became}`;
  const change = before.state === entry.state ? `The row stayed ${entry.state}.` : became;
  return `It ranks above ${before.status} ${reason(entry, before)}. ${change}`;
}

const lateness = (entry: HistoryEntry, owner: HistoryEntry): string =>
  `It arrived late. ${owner.status} had already been applied and ranks above it ${reason(owner, entry)}. The event was added to the history, and the row stayed ${owner.state}.`;

/** Why one of two positions is the higher one: by time, or by rank if the times are equal, or else by id. */
function reason(higher: HistoryEntry, lower: HistoryEntry): string {
  if (lower.state === 'unknown' && higher.state !== 'unknown')
    return `because the provider's lifecycle does not know ${lower.status}`;
  if (higher.updatedAt !== lower.updatedAt)
    return `by the provider's time (${shortTime(occurredAt(higher))} is after ${shortTime(occurredAt(lower))})`;
  const sameTime =
    higher.updatedAt === undefined ? 'the provider sends no times' : "the provider's times are equal";
  if (higher.rank !== lower.rank) return `in the provider's lifecycle (${sameTime})`;
  return `by its id (${sameTime}, and the ranks are equal)`;
}
