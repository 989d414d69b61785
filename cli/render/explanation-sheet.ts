import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import type { ExplainedEvent } from './explain-events.ts';
import { letterList } from './letter-list.ts';
import { stateText } from './state-color.ts';
import { shortTime } from './time.ts';

/** What is known of a checkout's events; the row is null when none was applied. */
export interface Explanation {
  readonly row: CheckoutView | null;
  readonly events: readonly ExplainedEvent[];
  readonly deadLetters: readonly Letter[];
}

const DUPLICATES =
  'Repeated deliveries of these events changed nothing and left no trace here; they are in the logs as event_duplicate.';

const CUT_OFF = `Only the ${HISTORY_LIMIT} events that stand highest are kept: there were more.`;

/** A checkout's story for people: where it stands, each event in words, and what someone should look at. */
export function explanationSheet({ row, events, deadLetters }: Explanation, paint: Paint): string {
  const parts = [
    row ? standing(row, paint) : 'No webhook about it has been applied.',
    ...events.map((event, index) => eventText(event, index, paint)),
    ...(events.length >= HISTORY_LIMIT ? [CUT_OFF] : []),
    ...(row ? [DUPLICATES, attentionText(row, paint)] : []),
    ...(deadLetters.length > 0
      ? [`${paint('red', 'In the dead-letter queue:')}\n${letterList(deadLetters, paint)}`]
      : []),
  ];
  return parts.join('\n\n');
}

const standing = ({ checkoutId, provider, status, state, since }: CheckoutView, paint: Paint): string =>
  `${paint('bold', printable(checkoutId))} (${provider}) is ${stateText(state, paint)} since ${shortTime(since)} UTC: the last word is ${printable(status)}.`;

const eventText = (
  { status, receivedAt, explanation }: ExplainedEvent,
  index: number,
  paint: Paint,
): string =>
  `${index + 1}. ${paint('bold', printable(status))}, received ${shortTime(receivedAt)} UTC\n   ${printable(explanation)}`;

function attentionText({ attention }: CheckoutView, paint: Paint): string {
  if (attention.length === 0) return 'Nothing about it needs a person.';
  const reasons = attention.map(({ kind, reason }) => `  ${paint('red', kind)}: ${printable(reason)}`);
  return ['A person should look:', ...reasons].join('\n');
}
