import { shortTime } from '../../lib/values/short-time.ts';
import { durationText } from '../arguments/duration.ts';
import type { Fit } from '../terminal/screen.ts';

/** How long ago a time was, in one unit: `3 d ago`. @param now milliseconds since the epoch */
function agoText(iso: string, now: number): string {
  const [count = '0', unit = 's'] = durationText(now - Date.parse(iso)).split(' ');
  return `${count} ${unit} ago`;
}

/** A time in a list: how long ago on a terminal, where that is what matters, and the time itself elsewhere. */
export const sinceText = (iso: string, fit: Fit | undefined): string =>
  fit ? agoText(iso, fit.now) : shortTime(iso);
