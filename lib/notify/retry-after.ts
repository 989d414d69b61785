const MS_PER_SECOND = 1_000;
const SECONDS = /^\d{1,9}$/;
/** The form in which HTTP writes a date: `Wed, 21 Oct 2026 07:28:00 GMT`. `Date.parse` alone would take nearly anything. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Returns the seconds that a Retry-After header asks for: a number of seconds, or a date (RFC 9110, section 10.2.3).
 * Undefined when it has neither form, or when the date has passed.
 *
 * @param now milliseconds since the epoch
 */
export function retryAfterSeconds(text: string, now: number): number | undefined {
  const value = text.trim();
  if (SECONDS.test(value)) return Number(value);
  if (!HTTP_DATE.test(value)) return undefined;
  const seconds = Math.ceil((Date.parse(value) - now) / MS_PER_SECOND);
  return seconds > 0 ? seconds : undefined;
}
