import type { Letter } from '../dead-letters/letter.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { shortTime } from './time.ts';

const NONE = '-';
const HEADINGS = ['ID', 'FIRST SEEN (UTC)', 'PROVIDER', 'CHECKOUT', 'REASON', 'RECEIVED', 'IF REDRIVEN'];

/** One line per dead letter. */
export const letterList = (letters: readonly Letter[], paint: Paint): string =>
  table(
    HEADINGS,
    letters.map((letter) => [
      letter.id,
      shortTime(letter.firstSeen),
      printable(letter.provider ?? NONE),
      printable(letter.checkoutId ?? NONE),
      printable(letter.reason),
      `${letter.receiveCount}×`,
      paint(letter.ifRedriven === 'dead again' ? 'red' : 'green', letter.ifRedriven),
    ]),
    paint,
  );
