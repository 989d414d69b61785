import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CheckoutEventV1 } from 'checkout-webhooks';
import { signedNotification } from 'checkout-webhooks/testing';
import type { Carrier } from '../carrier.ts';
import { queueHandler } from '../lambda.ts';
import { shipDue } from '../ship.ts';
import { order, SECRET, TestShop } from './open-shop.ts';

const [EARLY, LATER] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
const paid = { checkoutId: order.checkoutId, state: 'succeeded' } as const;

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start();
  await shop.place(order);
});
afterEach(() => shop[Symbol.asyncDispose]());

describe('The shop', () => {
  it('ships an order once it is paid, and not before', async () => {
    await shop.notify(...(await shop.receive('NEW', EARLY)));
    await shop.ship();
    assert.equal(shop.requests.size, 0);
    await shop.notify(...(await shop.receive('SUCCESS', LATER)));
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
    assert.equal((await shop.status())?.parcel, 'parcel-order-1');
  });

  it('ships once if an event comes again, and says so that it has it', async () => {
    const events = await shop.receive('SUCCESS', EARLY);
    assert.deepEqual(await shop.notify(...events, ...events), [204, 204]);
    await shop.ship();
    assert.deepEqual(await shop.notify(...events), [204]);
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
  });

  it('ignores an event that arrives after a later one', async () => {
    const [opened, succeeded] = [await shop.receive('NEW', EARLY), await shop.receive('SUCCESS', LATER)];
    await shop.notify(...succeeded, ...opened);
    await shop.ship();
    assert.equal((await shop.status())?.state, 'succeeded');
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
  });

  it('refuses what the service has not signed', async () => {
    const forged = signedNotification(paid, 'whsec_Zm9yZ2Vk');
    const answer = await fetch(`${shop.url}/paid`, { method: 'POST', ...forged });
    const { headers } = signedNotification(paid, SECRET);
    const changed = await fetch(`${shop.url}/paid`, {
      method: 'POST',
      headers,
      body: forged.body.replace('CCO-1', 'CCO-2'),
    });
    assert.deepEqual([answer.status, changed.status, (await shop.status())?.state], [401, 401, null]);
  });

  it('ships an order that is placed after its event arrived', async () => {
    await shop.checkouts.receive('inqud', { checkoutId: 'CCO-2', status: 'SUCCESS' });
    await shop.notify(...shop.checkouts.events());
    await shop.place({ ...order, id: 'order-2', checkoutId: 'CCO-2' });
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-2', 1]]);
  });

  it('holds an order of which another amount was paid', async () => {
    await shop.place({ ...order, id: 'order-2', checkoutId: 'CCO-2', amount: '100.26' });
    await shop.checkouts.receive('inqud', { checkoutId: 'CCO-2', status: 'SUCCESS' });
    await shop.notify(...shop.checkouts.events());
    await shop.ship();
    assert.equal(shop.requests.size, 0);
    assert.equal(shop.shipping.orders.all()[1]?.held, 'amount_differs');
  });
});

describe('The provider contradicts itself', () => {
  it('before the order is shipped, while the event is still on its way: the claim is refused', async () => {
    await shop.notify(...(await shop.receive('SUCCESS', LATER)));
    const contradiction = await shop.receive('EXPIRED', EARLY);
    await shop.ship();
    assert.equal((await shop.status())?.held, 'needs_attention');
    await shop.notify(...contradiction);
    await shop.ship();
    assert.equal(shop.requests.size, 0);
  });

  it('and a person resolves it: the order that was held is shipped', async () => {
    const [succeeded] = await shop.receive('SUCCESS', LATER);
    assert.ok(succeeded);
    const refusing = { claim: async () => ({ claimed: false, reason: 'needs_attention' }) as const };
    await shop.notify(succeeded);
    await shipDue({ ...shop.shipping, checkouts: refusing });
    await shop.ship();
    assert.equal(shop.requests.size, 0);
    const resolved: CheckoutEventV1 = { ...succeeded, id: 'evt_resolved', sequence: '0000000009' };
    await shop.notify(resolved);
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
  });

  it('after the order is shipped: a person sees it', async () => {
    await shop.notify(...(await shop.receive('SUCCESS', LATER)));
    await shop.ship();
    assert.equal((await shop.status())?.contradicted, false);
    await shop.notify(...(await shop.receive('EXPIRED', EARLY)));
    await shop.ship();
    assert.equal((await shop.status())?.contradicted, true);
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
  });
});

describe('The process dies', () => {
  /** A carrier whose answer never arrives. What happens before that is up to the test. */
  const dying = (before: Carrier['ship']): Carrier => ({
    ship: async (orderId) => {
      await before(orderId);
      throw new Error('The process died.');
    },
  });

  it('after it has claimed and before it ships: the next one ships', async () => {
    await shop.notify(...(await shop.receive('SUCCESS', EARLY)));
    await shipDue({ ...shop.shipping, carrier: dying(async () => '') });
    assert.equal(shop.requests.size, 0);
    assert.equal((await shop.checkouts.get('CCO-1'))?.claims.length, 1);
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-1', 1]]);
  });

  it('after it has shipped and before it stores that: both requests have the key of the order', async () => {
    await shop.notify(...(await shop.receive('SUCCESS', EARLY)));
    const { carrier } = shop.shipping;
    await shipDue({ ...shop.shipping, carrier: dying((orderId) => carrier.ship(orderId)) });
    await shop.ship();
    assert.deepEqual([...shop.requests], [['order-1', 2]]);
    assert.equal((await shop.status())?.parcel, 'parcel-order-1');
  });

  it('after it has claimed, and the provider contradicts itself: nobody ships', async () => {
    await shop.notify(...(await shop.receive('SUCCESS', LATER)));
    await shipDue({ ...shop.shipping, carrier: dying(async () => '') });
    await shop.receive('EXPIRED', EARLY);
    await shop.ship();
    assert.equal(shop.requests.size, 0);
    assert.equal((await shop.status())?.held, 'needs_attention');
  });
});

it('Somebody else has claimed the checkout: the order is held', async () => {
  await shop.notify(...(await shop.receive('SUCCESS', EARLY)));
  await shop.checkouts.claim('CCO-1', 'ship', order);
  await shop.ship();
  assert.equal((await shop.status())?.held, 'already_claimed');
  assert.equal(shop.requests.size, 0);
});

it('A Lambda function reports the messages that it could not apply, and applies the others', async () => {
  const events = await shop.receive('SUCCESS', EARLY);
  const handler = queueHandler(async (event) => void shop.shipping.orders.apply(event));
  const good = { messageId: 'good', body: JSON.stringify(events[0]) };
  const answer = await handler({ Records: [{ messageId: 'bad', body: 'not JSON' }, good] });
  assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: 'bad' }] });
  assert.equal((await shop.status())?.state, 'succeeded');
});
