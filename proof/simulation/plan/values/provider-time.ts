import { type Chooser, pick } from '../../choosing/chooser.ts';

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
const MS_PER_HOUR = 3_600_000;
const BASE = BigInt(Date.parse('2026-01-01T00:00:46Z')) * NS_PER_MS;

/** A few that are close and differ in length, to get ties and pairs that sort differently as text. */
const fractions = [0n, 880_000_000n, 882_256_224n, 882_256_000n, 5n, 100_000_000n] as const;

/** Draws an event's time in nanoseconds. Many events share a second, and some share the nanosecond. */
export const drawTime = (chooser: Chooser): bigint =>
  BASE + BigInt(chooser.below(3)) * NS_PER_SECOND + pick(chooser, fractions);

/** Writes a time in one of the ways in which a provider may write it. */
export function drawTimeText(chooser: Chooser, time: bigint): string {
  const write = pick(chooser, [fullDigits, fewestDigits, withOffset, withoutOffset]);
  return write(time);
}

const fullDigits = (time: bigint): string => `${wallClock(time)}.${nineDigits(time)}Z`;
const fewestDigits = (time: bigint): string => `${wallClock(time)}${shortFraction(time)}Z`;
const withOffset = (time: bigint): string => `${wallClock(time, 2)}${shortFraction(time)}+02:00`;
const withoutOffset = (time: bigint): string => `${wallClock(time)}.${nineDigits(time)}`;

const nineDigits = (time: bigint): string => String(time % NS_PER_SECOND).padStart(9, '0');

function shortFraction(time: bigint): string {
  const digits = nineDigits(time).replace(/0+$/, '');
  return digits && `.${digits}`;
}

const wallClock = (time: bigint, offsetHours = 0): string =>
  new Date(msOf(time) + offsetHours * MS_PER_HOUR).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);

const msOf = (time: bigint): number => Number(time / NS_PER_MS);

/** Writes a time as a row writes `since`: UTC with milliseconds. */
export const isoTime = (time: bigint): string => new Date(msOf(time)).toISOString();
