import type { CheckoutView } from '../../lib/checkout/view.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { money } from './money.ts';
import { stateText } from './state-color.ts';
import { shortTime } from './time.ts';

const NONE = '-';
const HEADINGS = [
  'CHECKOUT',
  'PROVIDER',
  'STATE',
  'STATUS',
  'SINCE (UTC)',
  'AMOUNT',
  'REFERENCE',
  'ATTENTION',
];

/** One line per checkout. */
export const checkoutList = (checkouts: readonly CheckoutView[], paint: Paint): string =>
  table(
    HEADINGS,
    checkouts.map((checkout) => [
      printable(checkout.checkoutId),
      checkout.provider,
      stateText(checkout.state, paint),
      printable(checkout.status),
      shortTime(checkout.since),
      money(checkout) ?? NONE,
      printable(checkout.reference ?? NONE),
      attentionCell(checkout, paint),
    ]),
    paint,
  );

const attentionCell = ({ attention }: CheckoutView, paint: Paint): string =>
  attention.length === 0 ? NONE : paint('red', attention.map(({ kind }) => kind).join(', '));
