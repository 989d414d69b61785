const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds between two attempts. The last one repeats. */
const DELAYS = [5, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR] as const;
/** SQS hides a message for at most 12 hours. */
const LONGEST_DELAY = 10 * HOUR;

/** How long an event is sent again after it first entered the queue. */
export const GIVE_UP_AFTER_SECONDS = 72 * HOUR;

/** An attempt that failed. */
interface FailedAttempt {
  /** How many times the queue has delivered the event; 1 for the first. */
  readonly attempt: number;
  /** Since the event entered the queue. */
  readonly ageSeconds: number;
  /** What the endpoint asked for in Retry-After. It counts if it is longer than our own delay. */
  readonly askedSeconds?: number | undefined;
}

/** Returns the seconds until the next attempt, when nothing but the number of attempts is known. */
export const scheduledDelay = (attempt: number): number => DELAYS[attempt - 1] ?? LONGEST_DELAY;

/**
 * Returns the seconds until the next attempt, or undefined when the event is given up. The last attempt is made when
 * the three days are over, so the delay before it may be shorter than scheduled.
 */
export function nextDelay({ attempt, ageSeconds, askedSeconds = 0 }: FailedAttempt): number | undefined {
  const left = GIVE_UP_AFTER_SECONDS - ageSeconds;
  if (left <= 0) return undefined;
  const wanted = Math.max(scheduledDelay(attempt), askedSeconds);
  return Math.max(1, Math.ceil(Math.min(wanted, LONGEST_DELAY, left)));
}
