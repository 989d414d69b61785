import { inqud } from '../../lib/providers/inqud.ts';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import type { Dice } from '../kit/random/dice.ts';

/** How the payment of an order goes. */
type Fate = 'paid' | 'unpaid' | 'contradicted' | 'underpaid';

export interface PlannedOrder {
  readonly id: string;
  readonly checkoutId: string;
  readonly amount: string;
  readonly currency: string;
  readonly fate: Fate;
}

/** A webhook of the provider about an order. */
interface PlannedWebhook {
  readonly body: Buffer;
  /** Signs it for one attempt. */
  readonly sign: () => Readonly<Record<string, string>>;
}

/** Orders, and the webhooks about their checkouts in the order in which they are sent. */
export interface OrderPlan {
  readonly orders: readonly PlannedOrder[];
  readonly webhooks: readonly PlannedWebhook[];
}

/** Of twenty orders, most are paid. */
const FATES: readonly Fate[] = [
  ...Array.from({ length: 13 }, () => 'paid' as const),
  ...Array.from({ length: 4 }, () => 'unpaid' as const),
  ...Array.from({ length: 2 }, () => 'contradicted' as const),
  'underpaid',
];
const STATUSES: Readonly<Record<Fate, readonly string[]>> = {
  paid: ['NEW', 'PAYMENT_DETECTED', 'SUCCESS'],
  unpaid: ['NEW', 'EXPIRED'],
  contradicted: ['NEW', 'SUCCESS', 'EXPIRED'],
  underpaid: ['NEW', 'PAYMENT_DETECTED', 'SUCCESS'],
};
const REPEAT_PERCENT = 30;
const BEGINNING = Date.parse('2026-03-01T10:00:00Z');
const MS_PER_MINUTE = 60_000;
const URL_OF_NOTHING = 'http://127.0.0.1/webhooks/inqud';

/**
 * Draws orders until there are enough webhooks. Those of one checkout come in any order, some of them twice, mixed with
 * those of the checkouts around it.
 */
export function drawOrders(dice: Dice, webhookCount: number): OrderPlan {
  const orders: PlannedOrder[] = [];
  const scheduled: { readonly webhook: PlannedWebhook; readonly turn: number }[] = [];
  while (scheduled.length < webhookCount) {
    const start = scheduled.length;
    const order = drawOrder(dice, orders.length);
    orders.push(order);
    for (const [age, status] of STATUSES[order.fate].entries()) {
      const webhook = webhookOf(order, status, age);
      // Half of the contradictions arrive much later, when most parcels have left.
      const isLate = order.fate === 'contradicted' && status === 'EXPIRED' && dice.happens(50);
      const earliest = isLate ? start + webhookCount / 3 : start;
      const times = dice.happens(REPEAT_PERCENT) ? 2 : 1;
      for (let time = 0; time < times; time += 1)
        scheduled.push({ webhook, turn: earliest + dice.below(webhookCount / 20) });
    }
  }
  scheduled.sort((left, right) => left.turn - right.turn);
  return { orders, webhooks: scheduled.slice(0, webhookCount).map(({ webhook }) => webhook) };
}

function drawOrder(dice: Dice, number: number): PlannedOrder {
  const fate = dice.pick(FATES);
  const amount = fate === 'underpaid' ? '100.26' : '100.250';
  return { id: `order-${number}`, checkoutId: `CCO-shop-${number}`, amount, currency: 'USD', fate };
}

function webhookOf({ checkoutId }: PlannedOrder, status: string, age: number): PlannedWebhook {
  const at = new Date(BEGINNING + age * MS_PER_MINUTE).toISOString();
  const body = Buffer.from(JSON.stringify(inqud.sample({ checkoutId, status, at })));
  return { body, sign: () => signedHeaders(inqud, { body, secret: LOCAL_SECRET, url: URL_OF_NOTHING }) };
}
