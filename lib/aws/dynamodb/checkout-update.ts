import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { StoredCheckout } from '../../app/ports.ts';
import { type Checkout, checkoutOf } from '../../checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../checkout/checkout-event.ts';
import { amountsWithCurrencies } from '../../checkout/details.ts';
import { HISTORY_LIMIT } from '../../checkout/merge.ts';
import { byPosition, LOWEST_POSITION, positionOf } from '../../checkout/position.ts';
import type { CheckoutRow } from '../../checkout/rows/checkout-row.ts';
import { CheckoutState } from '../../checkout/state.ts';
import type { NonEmpty } from '../../values/non-empty.ts';
import type { TableSettings } from '../settings.ts';
import {
  attentionAttributes,
  attentionItem,
  derivedItem,
  historyItem,
  keyItem,
  optionalAttributes,
  resolutionItem,
  sinceAttribute,
} from './checkout-item.ts';
import { UpdateExpression } from './update-expression.ts';

const MS_PER_DAY = 86_400_000;
const MS_PER_SECOND = 1_000;

/** What a write needs to know besides the events. */
export interface WriteContext {
  /** Without RETENTION_DAYS a write leaves the date of deletion as it is. */
  readonly settings: Pick<TableSettings, 'TABLE_NAME'> & Partial<TableSettings>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The blind write: events that are above whatever the row holds.
 *
 * The row's present state and times are not known here, so when each state began is set only if it is not set yet: the
 * events of a state that the row already has are below these.
 */
export function advanceInput(context: WriteContext, key: CheckoutKey, entries: NonEmpty<HistoryEntry>) {
  const added = checkoutOf(key, entries);
  const update = new UpdateExpression();
  for (const [attribute, value] of Object.entries(derivedItem(added))) {
    const isTime = attribute === 'since' || stateTimeAttributes.has(attribute);
    if (!isTime) update.set(attribute, value);
  }
  setTimesOnce(update, added);
  removeOldCurrencies(update, added);
  appendHistory(update, entries);
  setExpiry(update, context);
  const input = updateInput(context, key, update, advanceCondition(update, entries));
  // The row as it was: the row as it is now follows from it, and before a first event there is nothing to send.
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

/** An amount comes with its currency from one event. One that comes without must not get the currency of an older. */
function removeOldCurrencies(update: UpdateExpression, { details }: Checkout): void {
  for (const [amount, currency] of amountsWithCurrencies) {
    if (details[amount] !== undefined && details[currency] === undefined) update.remove(currency);
  }
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
  const position = update.name('position');
  // The checkout's first events: there is nothing that they could be below.
  const isFirst = `attribute_not_exists(${position})`;
  // All of them are above the row. Positions are unique, so this also says that the row has none of them.
  const areAbove = `${position} < ${update.value('lowest', { S: positionOf(lowest) })}`;
  // The row's position says whether its word is known. One of an older form is compared after it was read.
  const isComparable = `${position} >= ${update.value('form', { S: LOWEST_POSITION })}`;
  // The history stays within its limit, and with it the item within DynamoDB's.
  const room = update.value('room', { N: String(HISTORY_LIMIT - entries.length) });
  const haveRoom = `size(${update.name('history')}) <= ${room}`;
  return `${isFirst} OR (${areAbove} AND ${isComparable} AND ${haveRoom})`;
}

/** The informed write: puts what was merged in the place of what was seen. */
export function replaceInput(context: WriteContext, seen: StoredCheckout, next: CheckoutRow) {
  const { checkout, openFacts, resolution } = next;
  const update = new UpdateExpression();
  const attention = attentionItem(checkout.checkoutId, openFacts);
  const attributes = { ...derivedItem(checkout), ...attention };
  for (const [attribute, value] of Object.entries(attributes)) update.set(attribute, value);
  for (const attribute of [...optionalAttributes, ...attentionAttributes]) {
    if (!(attribute in attributes)) update.remove(attribute);
  }
  // Written only by who resolves: a newer version may have stored more in it than this one knows.
  if (resolution && resolution !== seen.resolution) update.set('resolved', resolutionItem(resolution));
  update.set('history', historyItem(checkout.history));
  update.set('revision', { N: String(seen.revision + 1) });
  setExpiry(update, context);
  // Nobody has written since the row was seen, so the merge is of everything that there is.
  const isAsSeen = `${update.name('revision')} = ${update.value('seen', { N: String(seen.revision) })}`;
  return updateInput(context, checkout, update, isAsSeen);
}

/** Retention counts from the latest write, so it does not depend on the order of arrival. Without it the row stays. */
function setExpiry(update: UpdateExpression, { settings, now }: WriteContext): void {
  if (settings.RETENTION_DAYS === undefined) return;
  if (settings.RETENTION_DAYS === 0) {
    update.remove('expiresAt');
    return;
  }
  const expiresAt = Math.ceil((now + settings.RETENTION_DAYS * MS_PER_DAY) / MS_PER_SECOND);
  update.set('expiresAt', { N: String(expiresAt) });
}

const updateInput = (
  { settings }: WriteContext,
  key: CheckoutKey,
  update: UpdateExpression,
  condition: string,
): UpdateItemCommandInput => ({
  TableName: settings.TABLE_NAME,
  Key: keyItem(key),
  ...update.build(condition),
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});
