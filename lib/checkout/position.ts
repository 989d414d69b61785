import { compareText } from '../values/compare-text.ts';

const RANK_DIGITS = 3;

/** The parts of an event that decide where it stands. */
export interface Positioned {
  /** The provider's own update time, normalized to UTC with nine fractional digits. */
  readonly updatedAt?: string;
  readonly rank: number;
  readonly eventId: string;
}

/**
 * Where an event stands among the events of its checkout: one string, compared as text.
 *
 * It is a pure function of the event's content (time, then rank, then id) and never of arrival, and no two
 * events share one. "The greatest position owns the row" is therefore a maximum over a totally ordered set:
 * commutative, associative and idempotent (a join semilattice, as in state-based CRDTs).
 */
export function positionOf(event: Positioned): string {
  const rank = String(event.rank).padStart(RANK_DIGITS, '0');
  return [event.updatedAt, rank, event.eventId].filter((part) => part !== undefined).join('|');
}

/** For `Array.prototype.toSorted`: ascending by position. */
export const byPosition = (left: Positioned, right: Positioned): number =>
  compareText(positionOf(left), positionOf(right));
