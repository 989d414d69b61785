import type { Letter } from '../dead-letters/letter.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';
import { type Column, table } from '../terminal/table.ts';
import { sinceText } from './time.ts';

const NONE = '-';
const headings = (fit: Fit | undefined): readonly (string | Column)[] => [
  { heading: 'ID', shrinksTo: 9 },
  { heading: fit ? 'FIRST SEEN' : 'FIRST SEEN (UTC)', leaves: 3 },
  { heading: 'PROVIDER', leaves: 2 },
  { heading: 'CHECKOUT', shrinksTo: 13 },
  { heading: 'REASON', shrinksTo: 12 },
  { heading: 'RECEIVED', leaves: 1 },
  'IF REDRIVEN',
];

/** One line per dead letter. */
export const letterList = (letters: readonly Letter[], paint: Paint, fit?: Fit): string =>
  table(
    headings(fit),
    letters.map((letter) => [
      letter.id,
      sinceText(letter.firstSeen, fit),
      printable(letter.provider ?? NONE),
      printable(letter.checkoutId ?? NONE),
      printable(letter.reason),
      `${letter.receiveCount}×`,
      letter.ifRedriven === null
        ? NONE
        : paint(letter.ifRedriven === 'dead again' ? 'red' : 'green', letter.ifRedriven),
    ]),
    paint,
    fit?.width,
  );
