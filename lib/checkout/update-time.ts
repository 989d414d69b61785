const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?$/i;
const FRACTION_DIGITS = 9;
const MS_PER_MINUTE = 60_000;

/**
 * An ISO 8601 time as UTC with exactly nine fractional digits, so that comparing the texts compares the times.
 *
 * Providers send zero to nine digits, and as plain text `…46.88Z` sorts after `…46.882256224Z` although it is
 * earlier. Digits past the ninth are cut; a time without an offset is read as UTC.
 *
 * @returns undefined when the text is not a time
 */
export function normalizeTime(text: string): string | undefined {
  const match = ISO_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', sign, hours, minutes] = match;
  const wallClock = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${wallClock}Z`);
  // `Date` would silently roll over a day that does not exist, such as 30 February.
  if (!isoText(ms)?.startsWith(wallClock)) return undefined;
  const utc = isoText(ms - offsetMinutes(sign, hours, minutes) * MS_PER_MINUTE);
  const utcSeconds = utc?.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return utcSeconds && `${utcSeconds}.${fraction.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0')}Z`;
}

/** Undefined for what is not a time, and outside years 0 to 9999, where ISO text no longer has a fixed width. */
function isoText(ms: number): string | undefined {
  if (Number.isNaN(ms)) return undefined;
  const text = new Date(ms).toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** The parts of an offset from UTC as minutes. A time without an offset is in UTC. */
function offsetMinutes(
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
): number {
  if (sign === undefined) return 0;
  const total = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -total : total;
}
