import { styleText } from 'node:util';
import type { Tone, WebhookLine } from './webhook-line.ts';

const colors = { good: 'green', notable: 'yellow', bad: 'red' } as const satisfies Record<Tone, string>;

/** Prints a line. `styleText` leaves the color out when stdout is not a terminal or NO_COLOR is set. */
export const printLine = ({ text, tone }: WebhookLine): void =>
  console.log(styleText(colors[tone], text, { stream: process.stdout }));
