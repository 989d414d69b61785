import { waitingKinds } from '../../../lib/checkout/transition.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { rowName } from '../../kit/row-name.ts';
import { judgePublished, type PublishingCheck } from '../../publishing/judge-published.ts';
import type { SimulatedShop } from '../merchant/simulated-shop.ts';
import type { Setting } from '../world/setting.ts';
import type { CheckName } from './check-name.ts';
import { unpaid } from './judge-claims.ts';

const checkOf: Readonly<Record<PublishingCheck, CheckName>> = {
  'one id, one body': 'I9',
  'one sequence, one event': 'I9',
  'in order': 'I8',
  'previous without a gap': 'I8',
  'only what readers saw': 'I8',
  'unreadable changes are kept': 'I8',
};

/** Judges what was published about all changes. @param letters the changes that nobody could read */
export function judgeChanges(
  { judge, stream }: Pick<Setting, 'judge' | 'stream'>,
  published: readonly ChangeEvent[],
  letters: readonly string[],
): void {
  const broken = judgePublished(stream.changes, published, letters);
  if (broken) judge.object(checkOf[broken], `This promise about the published events is broken: ${broken}.`);
}

/** Compares what a merchant knows and did with the rows, when everything has settled. */
export async function judgeShop(
  { judge, table, receiver }: Pick<Setting, 'judge' | 'table' | 'receiver'>,
  shop: SimulatedShop,
): Promise<void> {
  for (const { key } of judge.accepted.values()) {
    const row = await table.read(key);
    if (!row) continue;
    const waiting = waitingKinds(row, attentionPolicy(receiver.findProvider, key));
    const known = shop.knownOf(key);
    if (known?.state !== row.checkout.state || String(known.attention) !== String(waiting)) {
      const knows = known ? `${known.state} (${known.attention.join(', ')})` : 'nothing';
      judge.object('I10', `${key.checkoutId} is ${row.checkout.state}, and the merchant knows ${knows}.`);
    }
    const parcels = shop.parcelsOf(key);
    // Another price is for a person to look at. If it changes later within a state, no event says so.
    const isOwed = unpaid(row, shop.priceOf(key)) === undefined && !shop.refusedForPrice.has(rowName(key));
    if (isOwed && parcels === 0)
      judge.object('I11', `${key.checkoutId} is paid, and nothing is shipped.`, 'lost');
  }
}
