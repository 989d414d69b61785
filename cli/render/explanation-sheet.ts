import type { ExplainedEvent } from '../../lib/app/rows/explain-events.ts';
import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { shortTime } from '../../lib/values/short-time.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { wrapped } from '../terminal/fit-text.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';
import { letterList } from './letter-list.ts';
import { stateText } from './state-color.ts';

/** A checkout with its explained events. The row is null if no webhook about it has been applied. */
export interface Explanation {
  readonly row: CheckoutView | null;
  readonly events: readonly ExplainedEvent[];
  /** Null if the user may not look into the dead-letter queue. */
  readonly deadLetters: readonly Letter[] | null;
}

const INDENT = '   ';

const DUPLICATES =
  'Repeated deliveries of these events changed nothing and are not listed. The logs have them as event_duplicate.';

const CUT_OFF = `Only the ${HISTORY_LIMIT} events with the highest positions are kept. There may have been more.`;

const UNKNOWN_LETTERS =
  'You may not look into the dead-letter queue. Webhooks of this checkout may be in it.';

/** A checkout for people: its state, each event in words, and what needs attention. */
export function explanationSheet({ row, events, deadLetters }: Explanation, paint: Paint, fit?: Fit): string {
  const parts = [row ? stateLine(row, paint) : 'No webhook about this checkout has been applied.'];
  for (const [index, event] of events.entries()) parts.push(eventText(event, index + 1, paint));
  if (events.length >= HISTORY_LIMIT) parts.push(CUT_OFF);
  if (row) parts.push(DUPLICATES, attentionText(row, paint));
  if (deadLetters === null) parts.push(paint('yellow', UNKNOWN_LETTERS));
  else if (deadLetters.length > 0)
    parts.push(`${paint('red', 'In the dead-letter queue:')}\n${letterList(deadLetters, paint, fit)}`);
  return parts.map((part) => fitted(part, fit)).join('\n\n');
}

/** Breaks the lines of a part that are too wide. They go on below the text of an event. */
const fitted = (part: string, fit: Fit | undefined): string =>
  part
    .split('\n')
    .map((line) => wrapped(line, fit?.width, INDENT))
    .join('\n');

const stateLine = ({ checkoutId, provider, status, state, since }: CheckoutView, paint: Paint): string =>
  `${paint('bold', printable(checkoutId))} (${provider}): ${stateText(state, paint)} since ${shortTime(since)} UTC, with the status ${printable(status)}.`;

const eventText = (event: ExplainedEvent, number: number, paint: Paint): string =>
  `${number}. ${paint('bold', printable(event.status))}, received ${shortTime(event.receivedAt)} UTC\n   ${printable(event.explanation)}`;

function attentionText({ attention }: CheckoutView, paint: Paint): string {
  if (attention.length === 0) return 'It needs no attention.';
  const reasons = attention.map(({ kind, reason }) => `  ${paint('red', kind)}: ${printable(reason)}`);
  return ['It needs attention:', ...reasons].join('\n');
}
