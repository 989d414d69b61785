import type { CheckoutView } from '../../lib/checkout/view.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';
import { type Column, table } from '../terminal/table.ts';
import { money } from './money.ts';
import { stateText } from './state-color.ts';
import { sinceText } from './time.ts';

const NONE = '-';

const headings = (fit: Fit | undefined): readonly (string | Column)[] => [
  { heading: 'CHECKOUT', shrinksTo: 13 },
  { heading: 'PROVIDER', leaves: 2 },
  'STATE',
  { heading: 'STATUS', shrinksTo: 10, leaves: 3 },
  { heading: fit ? 'SINCE' : 'SINCE (UTC)', leaves: 5 },
  { heading: 'AMOUNT', leaves: 4 },
  { heading: 'REFERENCE', shrinksTo: 10, leaves: 1 },
  { heading: 'ATTENTION', shrinksTo: 9 },
];

/** One line per checkout. */
export const checkoutList = (checkouts: readonly CheckoutView[], paint: Paint, fit?: Fit): string =>
  table(
    headings(fit),
    checkouts.map((checkout) => [
      printable(checkout.checkoutId),
      checkout.provider,
      stateText(checkout.state, paint),
      printable(checkout.status),
      sinceText(checkout.since, fit),
      money(checkout) ?? NONE,
      printable(checkout.reference ?? NONE),
      attentionCell(checkout, paint),
    ]),
    paint,
    fit?.width,
  );

/** Whoever looks at a contradiction must see at once that something was shipped already. */
function attentionCell({ attention, claims }: CheckoutView, paint: Paint): string {
  if (attention.length === 0) return NONE;
  const kinds = paint('red', attention.map(({ kind }) => kind).join(', '));
  return claims.length === 0
    ? kinds
    : `${kinds}, claimed: ${printable(claims.map(({ purpose }) => purpose).join(', '))}`;
}
