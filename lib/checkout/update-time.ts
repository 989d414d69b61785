const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:?\d{2})?$/i;
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
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = 'Z'] = match;
  const wallClock = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${wallClock}Z`);
  if (!isSameWallClock(ms, wallClock)) return undefined;
  const utcSeconds = isoText(ms - offsetMinutes(offset) * MS_PER_MINUTE)?.slice(
    0,
    'yyyy-mm-ddThh:mm:ss'.length,
  );
  return utcSeconds && `${utcSeconds}.${fraction.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0')}Z`;
}

/** Refuses what `Date` would silently roll over, such as 30 February. */
const isSameWallClock = (ms: number, wallClock: string): boolean =>
  isoText(ms)?.startsWith(wallClock) ?? false;

/** Undefined outside years 0 to 9999, where ISO text has no longer a fixed width. */
function isoText(ms: number): string | undefined {
  const text = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}
