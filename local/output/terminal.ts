import { styleText } from 'node:util';
import type { Tone, WebhookLine } from './webhook-line.ts';

const colors = { good: 'green', notable: 'yellow', bad: 'red' } as const satisfies Record<Tone, string>;

/** Prints a line, in color only on a terminal and without NO_COLOR: `styleText` looks at both. */
export const printLine = ({ text, tone }: WebhookLine): void =>
  console.log(styleText(colors[tone], text, { stream: process.stdout }));
