import type { CheckoutView, HistoryView } from '../../lib/checkout/view.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { money } from './money.ts';
import { stateText } from './state-color.ts';
import { shortTime } from './time.ts';

const NONE = '-';
const LABEL_WIDTH = 'transaction'.length;
/** Enough of an event's id to tell the events of one checkout apart. `--json` has the whole id. */
const EVENT_ID_WIDTH = 12;

/** One checkout: its state and details, what needs attention, and its history. */
export function checkoutSheet(checkout: CheckoutView, paint: Paint): string {
  const { checkoutId, provider, status, state, final, since } = checkout;
  const finality = final ? 'final' : 'not final';
  return [
    `${paint('bold', printable(checkoutId))} (${provider})`,
    '',
    fact('state', `${stateText(state, paint)}, ${finality}, since ${shortTime(since)} UTC`),
    fact('status', printable(status)),
    fact('amount', money(checkout) ?? NONE),
    ...receivedLines(checkout),
    fact('reference', printable(checkout.reference ?? NONE)),
    fact('transaction', printable(checkout.transactionHash ?? NONE)),
    ...attentionLines(checkout, paint),
    ...resolvedLines(checkout),
    '',
    historyTable(checkout.history, paint),
  ].join('\n');
}

const fact = (label: string, value: string): string => `${label.padEnd(LABEL_WIDTH)}  ${value}`;

/** Amounts that only some checkouts have. */
function receivedLines({ amountReceived, currencyReceived, rawAmount, rawCurrency }: CheckoutView) {
  const lines: string[] = [];
  if (amountReceived !== null)
    lines.push(fact('received', printable(`${amountReceived} ${currencyReceived ?? ''}`.trim())));
  if (rawAmount !== null)
    lines.push(fact('raw amount', printable(`${rawAmount} ${rawCurrency ?? ''}, unit unknown`)));
  return lines;
}

function resolvedLines({ resolved }: CheckoutView): readonly string[] {
  if (!resolved) return [];
  const { kinds, who, when, note } = resolved;
  return [fact('resolved', printable(`${kinds.join(', ')} by ${who}, ${shortTime(when)} UTC: ${note}`))];
}

function attentionLines({ attention }: CheckoutView, paint: Paint): readonly string[] {
  if (attention.length === 0) return [fact('attention', 'none')];
  return attention.map(({ kind, reason }) =>
    fact('attention', `${paint(['bold', 'red'], kind)}: ${printable(reason)}`),
  );
}

const HEADINGS = ['STATUS', 'STATE', 'OUTCOME', "PROVIDER'S TIME (UTC)", 'RECEIVED (UTC)', 'EVENT'];

/** In order of position. The last line is the event that decides the state. */
const historyTable = (history: readonly HistoryView[], paint: Paint): string =>
  table(
    HEADINGS,
    history.map((entry) => [
      printable(entry.status),
      stateText(entry.state, paint),
      entry.outcome,
      entry.updatedAt === null ? NONE : shortTime(entry.updatedAt),
      shortTime(entry.receivedAt),
      printable(shortened(entry.eventId)),
    ]),
    paint,
  );

const shortened = (eventId: string): string =>
  eventId.length > EVENT_ID_WIDTH + 1 ? `${eventId.slice(0, EVENT_ID_WIDTH)}…` : eventId;
