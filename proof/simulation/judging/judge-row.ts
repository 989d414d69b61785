import { isDeepStrictEqual } from 'node:util';
import { attentionOf } from '../../../lib/checkout/attention.ts';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { Fact } from '../plan/planned-webhook.ts';
import type { ModelRow } from './model-row.ts';

/** Returns a sentence when a row does not follow from its own history; undefined when it does. */
export function inconsistency(row: Checkout): string | undefined {
  if (isDeepStrictEqual(row, checkoutOf(row, row.history))) return undefined;
  return `${row.checkoutId} is ${row.status}, which is not the merge of its own history.`;
}

/**
 * Returns a sentence about the first difference between a row and the model's row; undefined when there is none.
 *
 * It ignores what may depend on arrival: the order of the history, the recorded time and id of the delivery when an
 * event came more than once, and a `since` that follows from that time. Everything else is a function of the set of
 * events.
 */
export function difference(row: Checkout, model: ModelRow): string | undefined {
  const { checkoutId } = row;
  if (row.status !== model.status || row.state !== model.state) {
    return `${checkoutId} is ${row.status} (${row.state}) and not ${model.status} (${model.state}).`;
  }
  if (model.since !== undefined && row.since !== model.since) {
    return `${checkoutId} has been ${row.state} since ${row.since} and not since ${model.since}.`;
  }
  if (!isDeepStrictEqual(row.details, model.details)) return `${checkoutId} has other details.`;
  if (attentionOf(row.history).some(({ kind }) => kind === 'conflict') !== model.isConflict) {
    return `${checkoutId} ${model.isConflict ? 'hides a contradiction' : 'shows a contradiction that does not exist'}.`;
  }
  return differingEntry(row, model);
}

function differingEntry(row: Checkout, { facts }: ModelRow): string | undefined {
  if (row.history.length !== facts.length) {
    return `${row.checkoutId} has ${row.history.length} events in its history and not ${facts.length}.`;
  }
  const entries = new Map(row.history.map((entry) => [entry.eventId, entry]));
  const missed = facts.find((fact) => !states(entries.get(fact.eventId), fact));
  return missed && `${row.checkoutId} does not have ${missed.status} in its history as it was sent.`;
}

/** Returns whether an entry of the history states exactly this fact. */
const states = (entry: HistoryEntry | undefined, fact: Fact): boolean =>
  entry !== undefined &&
  entry.status === fact.status &&
  entry.state === fact.state &&
  entry.rank === fact.rank &&
  isDeepStrictEqual(entry.details, fact.details);
