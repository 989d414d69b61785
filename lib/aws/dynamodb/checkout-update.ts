import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { StoredCheckout } from '../../app/ports.ts';
import { type Checkout, checkoutOf } from '../../checkout/checkout.ts';
import { type CheckoutKey, type HistoryEntry, occurredAt } from '../../checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../../checkout/merge.ts';
import { byPosition, positionOf } from '../../checkout/position.ts';
import { CheckoutState } from '../../checkout/state.ts';
import type { NonEmpty } from '../../values/non-empty.ts';
import type { TableSettings } from '../settings.ts';
import {
  derivedItem,
  historyItem,
  keyItem,
  optionalAttributes,
  type Row,
  sinceAttribute,
} from './checkout-item.ts';
import { UpdateExpression } from './update-expression.ts';

const MS_PER_DAY = 86_400_000;
const MS_PER_SECOND = 1_000;

/**
 * The blind write: events that stand above whatever the row holds.
 *
 * The row's present state and times are not known here, so when each state began is set only if it is not yet
 * there: the events of a state that the row has already stand below these.
 */
export function advanceInput(settings: TableSettings, key: CheckoutKey, entries: NonEmpty<HistoryEntry>) {
  const added = checkoutOf(key, entries);
  const update = new UpdateExpression();
  for (const [attribute, value] of Object.entries(derivedItem(added, settings.STATE_SHARDS))) {
    const isTime = attribute === 'since' || stateTimeAttributes.has(attribute);
    if (!isTime) update.set(attribute, value);
  }
  setTimesOnce(update, added);
  if (added.details.amount !== undefined && added.details.currency === undefined) update.remove('currency');
  appendHistory(update, entries);
  setExpiry(update, settings, entries);
  const input = updateInput(settings, key, update, advanceCondition(update, entries));
  // What was there: what is there now follows from it, and before a first event there is nothing to send.
  return { ...input, ReturnValues: 'ALL_OLD' } as const;
}

const stateTimeAttributes: ReadonlySet<string> = new Set(CheckoutState.options.map(sinceAttribute));

function setTimesOnce(update: UpdateExpression, { state, since, stateTimes }: Checkout): void {
  const once = (attribute: string, time: string) =>
    `if_not_exists(${update.name(attribute)}, ${update.value(attribute, { S: time })})`;
  for (const [name, time] of Object.entries(stateTimes)) {
    const attribute = sinceAttribute(CheckoutState.parse(name));
    update.set(attribute, once(attribute, time));
  }
  update.set('since', once(sinceAttribute(state), since));
}

function appendHistory(update: UpdateExpression, entries: NonEmpty<HistoryEntry>): void {
  const kept = `if_not_exists(${update.name('history')}, ${update.value('noHistory', { L: [] })})`;
  update.set('history', `list_append(${kept}, ${update.value('entries', historyItem(entries))})`);
  const revision = `if_not_exists(${update.name('revision')}, ${update.value('zero', { N: '0' })})`;
  update.set('revision', `${revision} + ${update.value('one', { N: '1' })}`);
}

/** The condition of the blind write, clause by clause. */
function advanceCondition(update: UpdateExpression, entries: NonEmpty<HistoryEntry>): string {
  const [lowest = entries[0]] = entries.toSorted(byPosition);
  // The checkout's first events: nothing can stand above them.
  const isFirst = `attribute_not_exists(${update.name('position')})`;
  // All of them stand above the row. Positions are unique, so this also says that none of them is known already.
  const areAbove = `${update.name('position')} < ${update.value('lowest', { S: positionOf(lowest) })}`;
  // The history stays within its bound, and with it the item within DynamoDB's.
  const room = update.value('room', { N: String(HISTORY_LIMIT - entries.length) });
  const haveRoom = `size(${update.name('history')}) <= ${room}`;
  return `${isFirst} OR (${areAbove} AND ${haveRoom})`;
}

/** The informed write: puts what was merged in the place of what was seen. */
export function replaceInput(settings: TableSettings, seen: StoredCheckout, next: Checkout) {
  const update = new UpdateExpression();
  const derived: Row = derivedItem(next, settings.STATE_SHARDS);
  for (const [attribute, value] of Object.entries(derived)) update.set(attribute, value);
  const held = derivedItem(seen.checkout, settings.STATE_SHARDS);
  for (const attribute of optionalAttributes) {
    if (attribute in held && !(attribute in derived)) update.remove(attribute);
  }
  update.set('history', historyItem(next.history));
  update.set('revision', { N: String(seen.revision + 1) });
  setExpiry(update, settings, next.history);
  // Nobody has written since we saw the row, so what we merged is all there is.
  const isAsSeen = `${update.name('revision')} = ${update.value('seen', { N: String(seen.revision) })}`;
  return updateInput(settings, next, update, isAsSeen);
}

/** Retention counts from the latest event. Without it the attribute is not there, and the row stays for ever. */
function setExpiry(update: UpdateExpression, settings: TableSettings, entries: NonEmpty<HistoryEntry>): void {
  if (settings.RETENTION_DAYS === 0) return;
  const latest = Math.max(
    ...entries.map((entry) => Math.max(Date.parse(occurredAt(entry)), Date.parse(entry.receivedAt))),
  );
  const expiresAt = Math.ceil((latest + settings.RETENTION_DAYS * MS_PER_DAY) / MS_PER_SECOND);
  update.set('expiresAt', { N: String(expiresAt) });
}

const updateInput = (
  settings: TableSettings,
  key: CheckoutKey,
  update: UpdateExpression,
  condition: string,
): UpdateItemCommandInput => ({
  TableName: settings.TABLE_NAME,
  Key: keyItem(key),
  ...update.build(condition),
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});
