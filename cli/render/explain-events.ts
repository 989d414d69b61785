import type { Checkout } from '../../lib/checkout/checkout.ts';
import { type HistoryEntry, occurredAt } from '../../lib/checkout/checkout-event.ts';
import { positionOf } from '../../lib/checkout/position.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import { shortTime } from './time.ts';

/** An event, and in words what became of it and why. */
export interface ExplainedEvent {
  readonly status: string;
  readonly eventId: string;
  readonly receivedAt: string;
  readonly outcome: 'advanced' | 'late';
  readonly explanation: string;
}

/**
 * The events of a checkout in the order in which they were applied, each with its reason. What is said here follows
 * from the history alone, by the same rule that made the row: the greatest position owns it.
 */
export function explain({ history }: Pick<Checkout, 'history'>): readonly ExplainedEvent[] {
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
  const became = `The row became ${entry.state}${isFinal(entry.state) ? ', which is final' : ''}`;
  if (!before) return `The first event that was applied. ${became}.`;
  if (before.state === entry.state)
    return `It stands above ${before.status} ${comparison(entry, before)}. The row stayed ${entry.state}.`;
  return `It stands above ${before.status} ${comparison(entry, before)}. ${became}.`;
}

const lateness = (entry: HistoryEntry, owner: HistoryEntry): string =>
  `It came late: ${owner.status} had been applied already and stands above it ${comparison(owner, entry)}. It was put into the history and the row stayed ${owner.state}.`;

/** Why the higher of two positions is the higher: by time, else by rank, else by id. */
function comparison(higher: HistoryEntry, lower: HistoryEntry): string {
  if (higher.updatedAt !== lower.updatedAt)
    return `by the provider's time (${shortTime(occurredAt(higher))} after ${shortTime(occurredAt(lower))})`;
  const sameTime =
    higher.updatedAt === undefined ? 'the provider gives no time' : "the provider's times are equal";
  if (higher.rank !== lower.rank) return `in the provider's lifecycle (${sameTime})`;
  return `by its id (${sameTime}, and so are the ranks)`;
}
