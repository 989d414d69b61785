import { isDeepStrictEqual } from 'node:util';
import type { StoredCheckout } from '../../../lib/app/ports.ts';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { Fact } from '../plan/planned-webhook.ts';
import type { Arrived } from './judge.ts';
import type { ModelRow } from './model-row.ts';

/** Returns a sentence when a row does not follow from its own history; undefined when it does. */
export function inconsistency(row: Checkout): string | undefined {
  if (isDeepStrictEqual(row, checkoutOf(row, row.history))) return undefined;
  return `${row.checkoutId} is ${row.status}, which is not the merge of its own history.`;
}

/**
 * Returns a sentence about the first difference between a row and the model's row; undefined when there is none. It
 * ignores only the order of the history, which is the order in which the events were applied.
 *
 * @param arrived the first delivery of each event
 */
export function difference(
  row: Checkout,
  model: ModelRow,
  arrived: ReadonlyMap<string, Arrived>,
): string | undefined {
  const { checkoutId } = row;
  if (row.status !== model.status || row.state !== model.state) {
    return `${checkoutId} is ${row.status} (${row.state}) and not ${model.status} (${model.state}).`;
  }
  const since = model.since ?? arrived.get(model.firstOfState)?.receivedAt;
  if (row.since !== since)
    return `${checkoutId} has been in its state since ${row.since} and not since ${since}.`;
  if (!isDeepStrictEqual(row.details, model.details)) return `${checkoutId} has other details.`;
  return differingEntry(row, model, arrived);
}

function differingEntry(
  row: Checkout,
  { facts }: ModelRow,
  arrived: ReadonlyMap<string, Arrived>,
): string | undefined {
  if (row.history.length !== facts.length) {
    return `${row.checkoutId} has ${row.history.length} events in its history and not ${facts.length}.`;
  }
  const entries = new Map(row.history.map((entry) => [entry.eventId, entry]));
  for (const fact of facts) {
    const entry = entries.get(fact.eventId);
    if (!states(entry, fact))
      return `${row.checkoutId} does not have ${fact.status} in its history as it was sent.`;
    const { receivedAt, deliveryId } = arrived.get(fact.eventId) ?? {};
    if (entry?.receivedAt !== receivedAt || entry?.deliveryId !== deliveryId) {
      return `${row.checkoutId} does not name the first delivery of ${fact.status}.`;
    }
  }
  return undefined;
}

/** Returns whether an entry of the history states exactly this fact. */
const states = (entry: HistoryEntry | undefined, fact: Fact): boolean =>
  entry !== undefined &&
  entry.status === fact.status &&
  entry.state === fact.state &&
  entry.rank === fact.rank &&
  isDeepStrictEqual(entry.details, fact.details);

/** Says what a person should look at and the row does not list, or what it lists without need. */
export function hiddenAttention(
  { checkout, openFacts, resolution }: StoredCheckout,
  model: ModelRow,
): string | undefined {
  const listed = openFacts.map(({ key }) => key).filter((key) => /^(conflict|unknown_status)\|/.test(key));
  const open = model.attention.filter((fact) => !resolution?.facts.includes(fact));
  if (isDeepStrictEqual(listed.toSorted(), open)) return undefined;
  return `${checkout.checkoutId} lists ${listed.join(', ') || 'nothing'} and not ${open.join(', ') || 'nothing'}.`;
}
