import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import type { Letter } from '../simulated/simulated-letters.ts';
import { isPoison, type Origin } from '../world/origin.ts';
import type { Judge } from './judge.ts';
import { difference } from './judge-row.ts';
import { modelRow } from './model-row.ts';

type Read = (key: CheckoutKey) => Promise<Checkout | undefined>;

/** Holds every row against the model, once everything has settled. */
export async function judgeRows(judge: Judge, read: Read): Promise<void> {
  for (const { key, facts } of judge.accepted.values()) {
    const row = await read(key);
    const model = modelRow([...facts.values()]);
    if (!row || !model) {
      judge.object('I1', `${key.checkoutId} was accepted, and there is no row of it.`);
      continue;
    }
    judgeAcknowledged(judge, row);
    const differs = difference(row, model);
    if (differs !== undefined) judge.object('I2', differs);
  }
}

/** A history that is full keeps the events that stand highest, so there an acknowledged one may be gone. */
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

/** @param sent every message that ever reached the queue, by its text */
export function judgeLetters(
  judge: Judge,
  sent: ReadonlyMap<string, Origin>,
  letters: readonly Letter[],
): void {
  const buried = new Set(letters.filter(({ reason }) => reason !== undefined).map(({ text }) => text));
  for (const [text, origin] of sent) {
    if (isPoison(origin) !== buried.has(text)) {
      judge.object(
        'poison',
        `${origin.name} is ${buried.has(text) ? '' : 'not '}buried in the dead-letter queue.`,
      );
    }
  }
}
