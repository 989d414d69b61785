import { shortTime } from '../../lib/values/short-time.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { wrapped } from '../terminal/fit-text.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit } from '../terminal/screen.ts';

const LABEL_WIDTH = 'if redriven'.length;
const INDENT = ' '.repeat(LABEL_WIDTH + 2);

/** One dead letter, without its body. */
export const letterSheet = (letter: Letter, fit?: Fit): string =>
  [
    ['id', letter.id],
    ['reason', letter.reason],
    ['provider', letter.provider],
    ['checkout', letter.checkoutId],
    ['status', letter.status],
    ['first seen', `${shortTime(letter.firstSeen)} UTC`],
    ['received', `${letter.receiveCount}×, including this time`],
    ['if redriven', letter.ifRedriven],
    ['request', letter.requestId],
  ]
    .map(([label = '', text]) =>
      wrapped(`${label?.padEnd(LABEL_WIDTH)}  ${printable(text ?? 'unknown')}`, fit?.width, INDENT),
    )
    .join('\n');
