import { silentInvocation } from '../kit/deliveries.ts';
import { permutationsOf } from '../kit/permutations.ts';
import { readableCheckout } from '../kit/rows.ts';
import type { Violation } from '../simulation/judging/check-name.ts';
import { Judge } from '../simulation/judging/judge.ts';
import { judgeRows } from '../simulation/judging/judge-end.ts';
import type { Arrival } from '../simulation/plan/plan.ts';
import type { CheckoutKind } from '../simulation/plan/values/known-statuses.ts';
import { type Receiver, realReceiver } from '../simulation/receiver.ts';
import type { Table } from '../simulation/simulated/simulated-table.ts';
import { arrivalsOf } from './arrivals.ts';
import { portionsOf } from './portions.ts';
import { small } from './small-webhooks.ts';

/** The outcome of applying some events in every order of arrival. */
export interface Permutations {
  readonly of: string;
  /** The number of orders, and of orders in batches. */
  readonly permutations: number;
  readonly violation?: Violation;
}

const fresh = { amount: 99, reference: 'order-1' };
const paid = { transactionHash: '0x1' };

/**
 * The events of one checkout of each kind. They have a contradiction, a tie, an unknown status, and, where the provider
 * sends times, a last status that does not have the highest rank.
 */
const events: Readonly<Record<CheckoutKind, Parameters<typeof small>[]>> = {
  'CCO-': [
    ['CCO-', 1, 'NEW', 0, fresh],
    ['CCO-', 1, 'REQUEST_CREATED', 0],
    ['CCO-', 1, 'SUCCESS', 46_880_000_000, paid],
    ['CCO-', 1, 'PAYMENT_DETECTED', 46_882_256_224, { amount: 100.25 }],
    ['CCO-', 1, 'EXPIRED', 46_882_256_225],
    ['CCO-', 1, 'MOON_PHASE', 46_882_256_225, { reference: 'order-2' }],
  ],
  'ORCO-': [
    ['ORCO-', 1, 'NEW', 0, fresh],
    ['ORCO-', 1, 'PENDING', 5],
    ['ORCO-', 1, 'FAILED', 1_000_000_000],
    ['ORCO-', 1, 'SUCCESS', 1_000_000_005, paid],
    ['ORCO-', 1, 'FROZEN', 1_000_000_005],
    ['ORCO-', 1, 'PARTIAL_SUCCESS', 2_000_000_000, { amount: 10.55 }],
  ],
  tweed: [
    ['tweed', 1, 'CREATED', 0, fresh],
    ['tweed', 1, 'PERFORM_CHECKOUT_SUBMITTED'],
    ['tweed', 1, 'FAILED'],
    ['tweed', 1, 'DONE', 0, paid],
    ['tweed', 1, 'MOON_PHASE'],
    ['tweed', 1, 'FAILED_AFTER_TX_COMPLETED', 0, { reference: 'order-2' }],
  ],
};

/** How many of the events are also cut into batches in every way. */
const EVENTS_IN_BATCHES = 5;

/** Applies the events of a checkout in every order of arrival. The row must always be the same at the end. */
export async function permute(kind: CheckoutKind, receiver: Receiver = realReceiver): Promise<Permutations> {
  const arrivals = await arrivalsOf(events[kind].map((event) => small(...event)));
  let permutations = 0;
  for (const batches of arrivalOrders(arrivals)) {
    permutations += 1;
    const violation = await violationIn(batches, receiver);
    if (violation) return { of: kind, permutations, violation };
  }
  return { of: kind, permutations };
}

function* arrivalOrders(arrivals: readonly Arrival[]): Generator<readonly (readonly Arrival[])[]> {
  for (const order of permutationsOf(arrivals)) yield order.map((arrival) => [arrival]);
  for (const order of permutationsOf(arrivals.slice(-EVENTS_IN_BATCHES))) yield* portionsOf(order);
}

/** Applies the batches with one consumer and without faults. At the end, everything comes once more. */
async function violationIn(
  batches: readonly (readonly Arrival[])[],
  receiver: Receiver,
): Promise<Violation | undefined> {
  const judge = new Judge();
  const table = receiver.createTable(async () => {});
  for (const { webhook, message } of batches.flat()) {
    judge.sawAccepted(webhook, message, true);
    judge.sawAcknowledged(webhook, true);
  }
  for (const batch of [...batches, batches.flat()]) {
    await apply(judge, receiver, table, batch);
    for (const { key } of judge.accepted.values()) {
      for (const row of await table.byId(key.checkoutId)) judge.sawRow(readableCheckout(row));
    }
  }
  await judgeRows(judge, async ({ checkoutId }) => {
    const [row] = await table.byId(checkoutId);
    return row?.kind === 'readable' ? row : undefined;
  });
  return judge.violations[0];
}

async function apply(
  judge: Judge,
  receiver: Receiver,
  table: Table,
  batch: readonly Arrival[],
): Promise<void> {
  const records = batch.map(({ message }) => ({
    messageId: message.requestId,
    text: JSON.stringify(message),
  }));
  await receiver.apply(
    {
      findProvider: receiver.findProvider,
      store: table,
      deadLetters: { send: async () => {} },
      now: () => 0,
    },
    records,
    { report: (code, fields) => judge.sawReport(code, fields), outOfTime: silentInvocation.outOfTime },
  );
}
