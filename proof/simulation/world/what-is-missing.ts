import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import type { Message } from '../simulated/simulated-queue.ts';
import { isPoison } from './origin.ts';
import type { Setting } from './setting.ts';

/** Returns what would be lost if the message left the queue now; undefined when nothing would be. */
export async function whatIsMissing(
  { letters, table }: Pick<Setting, 'letters' | 'table'>,
  { text, origin }: Message,
): Promise<string | undefined> {
  if (isPoison(origin)) {
    return letters.holds(text)
      ? undefined
      : `${origin.name} left the queue and is not in the dead-letter queue.`;
  }
  const nature = origin.webhook?.nature;
  if (nature?.kind !== 'checkout') return undefined;
  const { fact } = nature;
  const history = (await table.read(fact))?.checkout.history ?? [];
  // A full history has dropped its lowest events, so their effect is there although they are not.
  const isThere = history.length === HISTORY_LIMIT || history.some(({ eventId }) => eventId === fact.eventId);
  return isThere ? undefined : `${origin.name} left the queue and is not in its checkout’s history.`;
}
