import type { Letter } from '../dead-letters/letter.ts';
import { printable } from '../terminal/printable.ts';
import { shortTime } from './time.ts';

const LABEL_WIDTH = 'if redriven'.length;

/** One dead letter, without its body. */
export const letterSheet = (letter: Letter): string =>
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
    .map(([label = '', text]) => `${label?.padEnd(LABEL_WIDTH)}  ${printable(text ?? 'unknown')}`)
    .join('\n');
