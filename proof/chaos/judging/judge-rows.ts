import { isDeepStrictEqual } from 'node:util';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { compareText } from '../../../lib/values/compare-text.ts';
import { hasRepeatedEvents } from '../../kit/repeated-events.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';
import { expectedRows } from './expected-rows.ts';
import type { TableRow } from './read-table.ts';

/** Compares the table with everything that was sent. */
export function judgeRows(rows: readonly TableRow[], webhooks: readonly Webhook[]): readonly ProofFinding[] {
  const expected = expectedRows(webhooks);
  const found = new Map(rows.map((row) => [rowName(row.checkout), row]));
  const findings: ProofFinding[] = [];
  for (const { checkout } of rows) {
    findings.push(...strangeEvents(checkout, expected.get(rowName(checkout))));
  }
  for (const [name, checkout] of expected) findings.push(...judgeRow(name, checkout, found.get(name)));
  return findings;
}

const idsOf = (checkout: Checkout | undefined): readonly string[] =>
  checkout?.history.map(({ eventId }) => eventId) ?? [];

/** Finds the events in a row that nobody with the secret has sent for it. */
function* strangeEvents(row: Checkout, expected: Checkout | undefined): Generator<ProofFinding> {
  const known = new Set(idsOf(expected));
  for (const id of idsOf(row)) {
    if (known.has(id)) continue;
    yield { kind: 'forged', what: `${rowName(row)}: nobody with the secret sent the event ${id}` };
  }
}

function* judgeRow(name: string, expected: Checkout, row: TableRow | undefined): Generator<ProofFinding> {
  const present = new Set(idsOf(row?.checkout));
  for (const id of idsOf(expected)) {
    if (!present.has(id)) yield { kind: 'lost', what: `${name}: the event ${id} was acknowledged` };
  }
  if (!row) return;
  if (hasRepeatedEvents(row.checkout.history)) {
    yield { kind: 'duplicated', what: `${name}: ${idsOf(row.checkout).join(', ')}` };
  }
  const wanted = comparable(expected);
  const actual = comparable(row.checkout);
  if (!isDeepStrictEqual(wanted, actual)) {
    yield { kind: 'regressed', what: `${name}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}` };
  }
  if (row.wrongAttributes.length > 0) {
    const names = row.wrongAttributes.join(', ');
    yield { kind: 'regressed', what: `${name}: not what its history says: ${names}` };
  }
}

/** The row without everything that depends on which delivery of an event arrived first. */
function comparable({ status, state, position, details, history }: Checkout) {
  const entries = history
    .toSorted((left, right) => compareText(left.eventId, right.eventId))
    .map(({ receivedAt: _at, deliveryId: _id, ...entry }: Partial<HistoryEntry>) => entry);
  return { status, state, position, details, history: entries };
}
