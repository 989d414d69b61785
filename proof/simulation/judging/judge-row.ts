import { isDeepStrictEqual } from 'node:util';
import { attentionOf } from '../../../lib/checkout/attention.ts';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { Fact } from '../plan/planned-webhook.ts';
import type { ModelRow } from './model-row.ts';

/** Says what is wrong with a row by itself: it must be what its own history makes it. */
export function inconsistency(row: Checkout): string | undefined {
  return isDeepStrictEqual(row, checkoutOf(row, row.history))
    ? undefined
    : `${row.checkoutId} is ${row.status}, which is not the merge of its own history.`;
}

/**
 * Says how a row differs from the model's, details included.
 *
 * Three things are left out because they may depend on arrival: the order of the history, and of an event that
 * came more than once the time and the id of the delivery that was recorded, with a `since` that only that time
 * tells. All else is a function of the set of events.
 */
export function difference(row: Checkout, model: ModelRow): string | undefined {
  const { checkoutId } = row;
  if (row.status !== model.status || row.state !== model.state) {
    return `${checkoutId} is ${row.status} (${row.state}) and not ${model.status} (${model.state}).`;
  }
  if (model.since !== undefined && row.since !== model.since) {
    return `${checkoutId} is so since ${row.since} and not since ${model.since}.`;
  }
  if (!isDeepStrictEqual(row.details, model.details)) return `${checkoutId} has other details.`;
  if (attentionOf(row.history).some(({ kind }) => kind === 'conflict') !== model.isConflict) {
    return `${checkoutId} ${model.isConflict ? 'hides a contradiction' : 'shows a contradiction that is none'}.`;
  }
  return differingEntry(row, model);
}

function differingEntry(row: Checkout, { facts }: ModelRow): string | undefined {
  if (row.history.length !== facts.length) {
    return `${row.checkoutId} has ${row.history.length} events in its history and not ${facts.length}.`;
  }
  const entries = new Map(row.history.map((entry) => [entry.eventId, entry]));
  const missed = facts.find((fact) => !says(entries.get(fact.eventId), fact));
  return missed && `${row.checkoutId} does not have ${missed.status} in its history as it was sent.`;
}

const says = (entry: HistoryEntry | undefined, fact: Fact): boolean =>
  entry !== undefined &&
  entry.status === fact.status &&
  entry.state === fact.state &&
  entry.rank === fact.rank &&
  isDeepStrictEqual(entry.details, fact.details);
