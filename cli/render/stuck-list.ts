import type { CheckoutView } from '../../lib/checkout/view.ts';
import { shortTime } from '../../lib/values/short-time.ts';
import { durationText } from '../arguments/duration.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';
import { type Column, table } from '../terminal/table.ts';
import { stateText } from './state-color.ts';

const NONE = '-';
const HEADINGS: readonly (string | Column)[] = [
  { heading: 'CHECKOUT', shrinksTo: 13 },
  { heading: 'PROVIDER', leaves: 3 },
  'STATE',
  { heading: 'STATUS', shrinksTo: 10, leaves: 4 },
  'FOR',
  { heading: 'SINCE (UTC)', leaves: 1 },
  { heading: 'REFERENCE', shrinksTo: 10, leaves: 2 },
];

/** One line per checkout, with the time for which it has been in its state. @param now milliseconds since the epoch */
export const stuckList = (checkouts: readonly CheckoutView[], now: number, paint: Paint, fit?: Fit): string =>
  table(
    HEADINGS,
    checkouts.map(({ checkoutId, provider, state, status, since, reference }) => [
      printable(checkoutId),
      provider,
      stateText(state, paint),
      printable(status),
      durationText(now - Date.parse(since)),
      shortTime(since),
      printable(reference ?? NONE),
    ]),
    paint,
    fit?.width,
  );
