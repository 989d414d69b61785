import type { CheckoutView, HistoryView } from '../../lib/checkout/view.ts';
import { shortTime } from '../../lib/values/short-time.ts';
import { wrapped } from '../terminal/fit-text.ts';
import { printable } from '../terminal/printable.ts';
import type { Fit, Paint } from '../terminal/screen.ts';
import { type Column, table } from '../terminal/table.ts';
import { money } from './money.ts';
import { stateText } from './state-color.ts';

const NONE = '-';
const LABEL_WIDTH = 'transaction'.length;
/** Enough of an event's id to tell the events of one checkout apart. `--json` has the whole id. */
const EVENT_ID_WIDTH = 12;

/** One checkout: its state and details, what needs attention, and its history. */
export function checkoutSheet(checkout: CheckoutView, paint: Paint, fit?: Fit): string {
  const { checkoutId, provider, status, state, final, since } = checkout;
  const finality = final ? 'final' : 'not final';
  const lines = [
    fact('state', `${stateText(state, paint)}, ${finality}, since ${shortTime(since)} UTC`),
    fact('status', printable(status)),
    fact('amount', money(checkout) ?? NONE),
    ...receivedLines(checkout),
    fact('reference', printable(checkout.reference ?? NONE)),
    fact('transaction', printable(checkout.transactionHash ?? NONE)),
    ...attentionLines(checkout, paint),
    ...resolvedLines(checkout),
    ...claimLines(checkout),
  ];
  return [
    wrapped(`${paint('bold', printable(checkoutId))} (${provider})`, fit?.width),
    '',
    ...lines.map((line) => wrapped(line, fit?.width, ' '.repeat(LABEL_WIDTH + 2))),
    '',
    historyTable(checkout.history, paint, fit),
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

const claimLines = ({ claims }: CheckoutView): readonly string[] =>
  claims.map(({ purpose, at }) => fact('claimed', printable(`for ${purpose}, ${shortTime(at)} UTC`)));

function attentionLines({ attention }: CheckoutView, paint: Paint): readonly string[] {
  if (attention.length === 0) return [fact('attention', 'none')];
  return attention.map(({ kind, reason }) =>
    fact('attention', `${paint(['bold', 'red'], kind)}: ${printable(reason)}`),
  );
}

const HEADINGS: readonly (string | Column)[] = [
  { heading: 'STATUS', shrinksTo: 10 },
  { heading: 'STATE', leaves: 4 },
  'OUTCOME',
  { heading: "PROVIDER'S TIME (UTC)", leaves: 3 },
  { heading: 'RECEIVED (UTC)', leaves: 1 },
  { heading: 'EVENT', leaves: 2 },
];

/** In order of position. The last line is the event that decides the state. */
const historyTable = (history: readonly HistoryView[], paint: Paint, fit: Fit | undefined): string =>
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
    fit?.width,
  );

const shortened = (eventId: string): string =>
  eventId.length > EVENT_ID_WIDTH + 1 ? `${eventId.slice(0, EVENT_ID_WIDTH)}…` : eventId;
