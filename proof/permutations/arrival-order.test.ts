/** The promise that a row does not depend on arrival order, tried for every lifecycle in every order. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import type { CheckoutReader, CheckoutStore } from '../../lib/app/ports.ts';
import { readMessage } from '../../lib/app/read-message.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { type CheckoutEvent, entryOf, keyOf } from '../../lib/checkout/checkout-event.ts';
import { viewOf } from '../../lib/checkout/view.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { aDelivery, receiveParts, silentInvocation } from '../kit/deliveries.ts';
import { createCheckoutTable } from '../kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../kit/engines/dynamodb-engine.ts';
import { permutationsOf, repetitionsOf } from '../kit/permutations.ts';
import { writeResult } from '../kit/results/write-result.ts';
import { applyingTo, readableCheckout } from '../kit/rows.ts';
import { signedBy } from '../kit/signed-by.ts';

type Store = CheckoutStore & CheckoutReader;

const signal = new AbortController().signal;
const lifecycles = providers.flatMap((provider) =>
  Object.entries(provider.lifecycles).map(([prefix, lifecycle]) => ({
    name: `${provider.name} ${prefix}`.trim(),
    provider,
    prefix,
    statuses: Object.keys(lifecycle),
  })),
);

/** How many orders are tried on the real engine, evenly spread over all orders. */
const ON_ENGINE = 60;
/** How many statuses of a lifecycle take part where every event comes once or twice: that makes n! × 2ⁿ orders. */
const REPEATED_STATUSES = 5;
/** How many statuses take part in every order. Of a longer lifecycle, the first ones do, and then the last ones. */
const ORDERED_STATUSES = 8;
const ORDERED_OF_MORE = 7;
/** Generous: there are tens of thousands of orders, and the machine may be busy. */
const TIME_LIMIT_MS = 300_000;

/** The result for `npm run reliability`: the orders that were tried, and the rows that differ from the right one. */
const tried = { orders: 0, different: 0 };
afterAll(() =>
  writeResult({
    check: 'permutations',
    command: 'npx vitest run proof/permutations',
    counts: { 'orders of arrival': tried.orders, lifecycles: lifecycles.length },
    lost: tried.different,
    regressed: tried.different,
    duplicated: tried.different,
    forged: null,
  }),
);

describe.each(lifecycles)('A checkout of $name', ({ provider, prefix, statuses }) => {
  let engine: DynamodbEngine;
  let table: Store;
  beforeAll(async () => {
    engine = await startDynoxide();
    const settings = {
      TABLE_NAME: await createCheckoutTable(engine.client),
      RETENTION_DAYS: 0,
    };
    table = {
      ...dynamodbCheckoutStore(engine.client, settings),
      ...dynamodbCheckoutReader(engine.client, settings),
    };
  });
  afterAll(() => engine?.stop());

  it(`ends in the same row for every order of ${orderedText(statuses)}`, {
    timeout: TIME_LIMIT_MS,
  }, async () => {
    for (const some of partsOf(statuses)) {
      expect(await differentRows(provider, `${prefix}1`, permutationsOf(some))).toEqual([
        JSON.stringify(await rowAfter(new MemoryCheckoutStore(), provider, `${prefix}1`, some)),
      ]);
    }
  });

  it('ends in the same row for every order in which each status comes once or twice', {
    timeout: TIME_LIMIT_MS,
  }, async () => {
    const some = statuses.slice(-REPEATED_STATUSES);
    expect(await differentRows(provider, `${prefix}1`, permutationsOf(some).flatMap(repetitionsOf))).toEqual([
      JSON.stringify(await rowAfter(new MemoryCheckoutStore(), provider, `${prefix}1`, some)),
    ]);
  });

  it('ends in that row on the real engine too', { timeout: TIME_LIMIT_MS }, async () => {
    const [some = []] = partsOf(statuses);
    const orders = permutationsOf(some);
    const step = Math.ceil(orders.length / ON_ENGINE);
    for (const [index, order] of orders.entries()) {
      if (index % step !== 0) continue;
      const checkoutId = `${prefix}${index}`;
      const expected = await rowAfter(new MemoryCheckoutStore(), provider, checkoutId, some);
      expect(await rowAfter(table, provider, checkoutId, order), order.join(' ')).toEqual(expected);
    }
  });
});

const orderedText = ({ length }: readonly string[]): string =>
  length <= ORDERED_STATUSES
    ? `its ${length} statuses`
    : `the first and of the last ${ORDERED_OF_MORE} of its ${length} statuses`;

function partsOf(statuses: readonly string[]): readonly (readonly string[])[] {
  if (statuses.length <= ORDERED_STATUSES) return [statuses];
  return [statuses.slice(0, ORDERED_OF_MORE), statuses.slice(-ORDERED_OF_MORE)];
}

/** Returns the different rows in which these orders end. */
async function differentRows(provider: Provider, checkoutId: string, orders: readonly (readonly string[])[]) {
  const rows = new Set<string>();
  for (const order of orders) {
    rows.add(JSON.stringify(await rowAfter(new MemoryCheckoutStore(), provider, checkoutId, order)));
  }
  tried.orders += orders.length;
  tried.different += rows.size - 1;
  return [...rows];
}

/** Applies events with these statuses one by one. @returns the row without what depends on arrival */
async function rowAfter(store: Store, provider: Provider, checkoutId: string, order: readonly string[]) {
  for (const status of order) {
    const event = await eventOf(provider, checkoutId, status);
    await applyEvents(applyingTo(store), keyOf(event), [entryOf(event)], signal);
  }
  const [row] = await store.byId(checkoutId);
  if (!row) throw new Error('There is no row.');
  const view = viewOf(
    { checkout: readableCheckout(row), openFacts: [] },
    { lifecycle: {}, retentionDays: 0 },
  );
  return { ...view, history: view.history.map(({ outcome: _outcome, ...entry }) => entry) };
}

const events = new Map<string, CheckoutEvent>();

/** Returns the event of a status, made once by the real ingest and the real reading of its message. */
async function eventOf(provider: Provider, checkoutId: string, status: string): Promise<CheckoutEvent> {
  const name = `${provider.name} ${checkoutId} ${status}`;
  const event = events.get(name) ?? (await receivedEvent(provider, checkoutId, status));
  events.set(name, event);
  return event;
}

/** The event's time follows from the order of the statuses in the lifecycle. */
async function receivedEvent(provider: Provider, checkoutId: string, status: string): Promise<CheckoutEvent> {
  const step = Object.values(provider.lifecycles).flatMap(Object.keys).indexOf(status);
  const at = new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString();
  const body = Buffer.from(JSON.stringify(provider.sample({ checkoutId, status, at, reference: 'order-1' })));
  const secret = secretFor(provider, 'secret');
  const queue = new MemoryQueue();
  const secrets = new MemorySecretStore(new Map([[provider.name, [secret]]]));
  const delivery = {
    ...aDelivery({ body, headers: signedBy(provider, body, secret, at) }),
    provider: provider.name,
    receivedAt: at,
  };
  await receiveDelivery({ ...receiveParts().dependencies, secrets, queue }, delivery, silentInvocation);
  const read = readMessage(findProvider, { messageId: 'm', text: queue.messages[0]?.text ?? '' });
  if (read.kind !== 'event') throw new Error(`${provider.name} ${status} is not a checkout event.`);
  return read.event;
}
