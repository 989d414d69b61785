import type { StoredCheckout } from '../../../lib/app/ports.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Letter } from '../simulated/simulated-letters.ts';
import { isPoison, type Origin } from '../world/origin.ts';
import type { Judge } from './judge.ts';
import { difference, hiddenAttention } from './judge-row.ts';
import { type ModelRow, modelRow } from './model-row.ts';

type Read = (key: CheckoutKey) => Promise<StoredCheckout | undefined>;

/** Compares every row with the model, when everything has settled. */
export async function judgeRows(judge: Judge, read: Read): Promise<void> {
  for (const { key, facts, arrived } of judge.accepted.values()) {
    const row = await read(key);
    const model = modelRow([...facts.values()]);
    if (!row || !model) {
      judge.object('I1', `${key.checkoutId} was accepted and has no row.`);
      continue;
    }
    judgeAcknowledged(judge, row.checkout);
    const differs = difference(row.checkout, model, arrived);
    if (differs !== undefined) judge.object('I2', differs);
    judgeAttention(judge, row, model);
  }
}

/** What a person should look at is listed in the row, and was reported. */
function judgeAttention(judge: Judge, row: StoredCheckout, model: ModelRow): void {
  const hidden = hiddenAttention(row, model);
  if (hidden !== undefined) judge.object('I7', hidden);
  const reports = [...(judge.reported.get(rowName(row.checkout)) ?? [])];
  for (const fact of model.attention) {
    const [kind = '', ...words] = fact.split('|');
    const isReported = reports.some(
      (report) => report.startsWith(`checkout_${kind}:`) && words.every((word) => report.includes(word)),
    );
    if (!isReported) judge.object('I7', `${row.checkout.checkoutId}: ${fact} was reported to nobody.`);
  }
}

/** A full history keeps only the events with the highest positions, so an acknowledged one may be missing there. */
function judgeAcknowledged(judge: Judge, row: Checkout): void {
  const isFull = row.history.length === HISTORY_LIMIT;
  for (const fact of judge.acknowledged) {
    if (fact.checkoutId !== row.checkoutId || fact.provider !== row.provider) continue;
    const times = row.history.filter(({ eventId }) => eventId === fact.eventId).length;
    if (times === 1 || (times === 0 && isFull)) continue;
    const harm = times === 0 ? 'lost' : 'duplicated';
    judge.object('I1', `${row.checkoutId} has ${fact.status} ${times} times in its history.`, harm);
  }
}

/** Checks that exactly the poison is dead-lettered. @param sent every message that ever reached the queue, by text */
export function judgeLetters(
  judge: Judge,
  sent: ReadonlyMap<string, Origin>,
  letters: readonly Letter[],
): void {
  const buried = new Set<string>();
  for (const { text, reason } of letters) if (reason !== undefined) buried.add(text);
  for (const [text, origin] of sent) {
    if (isPoison(origin) === buried.has(text)) continue;
    const where = buried.has(text) ? 'in' : 'not in';
    judge.object('poison', `${origin.name} is ${where} the dead-letter queue.`);
  }
}
