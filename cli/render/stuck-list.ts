import type { CheckoutView } from '../../lib/checkout/view.ts';
import { durationText } from '../arguments/duration.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { stateText } from './state-color.ts';
import { shortTime } from './time.ts';

const NONE = '-';
const HEADINGS = ['CHECKOUT', 'PROVIDER', 'STATE', 'STATUS', 'FOR', 'SINCE (UTC)', 'REFERENCE'];

/** One line per checkout, with the time for which it has been in its state. @param now milliseconds since the epoch */
export const stuckList = (checkouts: readonly CheckoutView[], now: number, paint: Paint): string =>
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
  );
