import { isDeepStrictEqual } from 'node:util';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { Webhook } from '../traffic/chaos-webhook.ts';
import type { Finding } from './chaos-finding.ts';
import { modelOf, rowName } from './expected-rows.ts';
import type { TableRow } from './read-table.ts';

/** Holds the table against everything that was sent. */
export function judgeRows(rows: readonly TableRow[], webhooks: readonly Webhook[]): readonly Finding[] {
  const model = modelOf(webhooks);
  const forged = new Set(webhooks.filter(({ kind }) => kind === 'forged').map(({ digest }) => digest));
  const found = new Map(rows.map((row) => [rowName(row.checkout), row]));
  return [
    ...rows.flatMap(({ checkout }) => strangers(checkout, model.get(rowName(checkout)), forged)),
    ...[...model].flatMap(([name, expected]) => [...judgeRow(name, expected, found.get(name))]),
  ];
}

const idsOf = (checkout: Checkout | undefined): readonly string[] =>
  checkout?.history.map(({ eventId }) => eventId) ?? [];

/** Events in a row that nobody with the secret has sent for it. */
function strangers(row: Checkout, expected: Checkout | undefined, forged: ReadonlySet<string>) {
  const known = new Set(idsOf(expected));
  return idsOf(row)
    .filter((id) => !known.has(id))
    .map((id): Finding => {
      const how = forged.has(id) ? 'was forged' : 'was never sent for this checkout';
      return { kind: 'forged', what: `${rowName(row)}: the event ${id} ${how}` };
    });
}

function* judgeRow(name: string, expected: Checkout, row: TableRow | undefined): Generator<Finding> {
  const ids = idsOf(row?.checkout);
  const there = new Set(ids);
  for (const id of idsOf(expected))
    if (!there.has(id)) yield { kind: 'lost', what: `${name}: the event ${id} was acknowledged` };
  if (there.size < ids.length) yield { kind: 'duplicated', what: `${name}: ${ids.join(', ')}` };
  if (!row) return;
  const [wanted, actual] = [comparable(expected), comparable(row.checkout)];
  if (!isDeepStrictEqual(wanted, actual))
    yield { kind: 'regressed', what: `${name}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}` };
  if (row.wrongAttributes.length > 0)
    yield { kind: 'regressed', what: `${name}: its history does not say ${row.wrongAttributes.join(', ')}` };
}

/** Without what depends on which delivery of an event arrived first. */
function comparable({ status, state, position, details, history }: Checkout) {
  const entries = history.map(
    ({ receivedAt: _at, deliveryId: _id, ...entry }: Partial<HistoryEntry>) => entry,
  );
  return {
    status,
    state,
    position,
    details,
    history: entries.toSorted((left, right) => String(left.eventId).localeCompare(String(right.eventId))),
  };
}
