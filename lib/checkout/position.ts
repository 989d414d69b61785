import { compareText } from '../values/compare-text.ts';
import type { CheckoutState } from './state.ts';

const RANK_DIGITS = 3;

/**
 * An id that is a SHA-256 takes part with its first 64 bits, which are as good as unique among the events of a checkout
 * that share a time and a rank. Each row stores a position, and more would push an ordinary row with an `expiresAt` beyond
 * its first kilobyte.
 *
 * Fewer digits than a row has are safe: the shorter position of the same event is below the stored one.
 */
const DIGEST = /^[0-9a-f]{64}$/;
const DIGEST_DIGITS = 16;

/**
 * What a position begins with: whether the provider's lifecycle knows the status. `?` sorts below `k`, so a word that
 * nobody knows is below every known word, whatever its time, and can never take a known status away.
 */
const KNOWN = 'k';
const UNKNOWN = '?';

/** In the place of a time: below every time, and above every time. */
const BEFORE_TIMES = '-';
const AFTER_TIMES = '~';

/**
 * The lowest text with which a position begins. Positions of before they had this first part begin with a digit, and
 * every digit sorts below it.
 */
export const LOWEST_POSITION = UNKNOWN;

/**
 * Which part of an event's time orders it, where that is not `updatedAt`:
 * `rank` when the provider's times do not order events, so that only the rank does;
 * `last` for a final status that came without its time and ends the life of its checkout: above every time.
 */
export type EventOrder = 'rank' | 'last';

/** The parts of an event that decide its position. */
export interface Positioned {
  readonly state: CheckoutState;
  /** The provider's own update time, normalized to UTC with nine fractional digits. */
  readonly updatedAt?: string;
  readonly order?: EventOrder;
  readonly rank: number;
  readonly eventId: string;
}

/**
 * The position of an event among the events of its checkout: one string, compared byte by byte.
 *
 * It is a pure function of the event's content (known or unknown word, time, rank, id) and never of arrival, and no
 * two events share one. "The greatest position owns the row" is therefore a maximum over a totally ordered set:
 * commutative, associative and idempotent (a join semilattice, as in state-based CRDTs).
 */
export function positionOf(event: Positioned): string {
  const word = event.state === 'unknown' ? UNKNOWN : KNOWN;
  const rank = String(event.rank).padStart(RANK_DIGITS, '0');
  return `${word}|${orderingTime(event)}|${rank}|${shortId(event.eventId)}`;
}

const shortId = (eventId: string): string =>
  DIGEST.test(eventId) ? eventId.slice(0, DIGEST_DIGITS) : eventId;

function orderingTime({ updatedAt, order }: Positioned): string {
  if (order === 'last') return AFTER_TIMES;
  if (order === 'rank') return BEFORE_TIMES;
  return updatedAt ?? BEFORE_TIMES;
}

/** For `toSorted`: ascending by position. */
export const byPosition = (left: Positioned, right: Positioned): number =>
  compareText(positionOf(left), positionOf(right));
