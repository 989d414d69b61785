import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkoutsTable } from '../../lib/checkouts-table.ts';
import { ChangeEventSchema } from '../../lib/events/change-event.ts';
import {
  type MemoryCheckouts,
  memoryCheckouts,
  type SignedWebhook,
  signedNotification,
  signedWebhook,
  startLocalStack,
} from '../../lib/testing.ts';
import { portOf } from '../../local/emulators/claim-ports.ts';
import { type LocalStack, startStack } from '../../local/stack/stack.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';

const webhookHeaders = ({ headers }: IncomingMessage): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    kept[name] = String(headers[name]);
  return kept;
};

describe('Checkouts in memory, for the tests of a shop', () => {
  let checkouts: MemoryCheckouts;
  beforeEach(() => {
    checkouts = memoryCheckouts();
  });

  it('shows what a provider sent', async () => {
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS', reference: 'order-1' });
    expect(await checkouts.get('CCO-1')).toMatchObject({
      provider: 'inqud',
      state: 'succeeded',
      attention: [],
      amount: '100.25',
    });
    const { items } = await checkouts.findByReference('order-1');
    expect(items.map(({ checkoutId }) => checkoutId)).toEqual(['CCO-1']);
  });

  it('applies late and contradicting webhooks as the service does', async () => {
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS', at: '2026-01-02T00:00:00Z' });
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'EXPIRED', at: '2026-01-01T00:00:00Z' });
    const checkout = await checkouts.get('CCO-1');
    expect(checkout).toMatchObject({ state: 'succeeded', attention: [{ kind: 'conflict' }] });
    expect((await checkouts.listByAttention()).items).toEqual([checkout]);
  });

  it('takes a body as the provider sends it, as text or as a value', async () => {
    const body = {
      id: 'CCO-1',
      status: 'SUCCESS',
      createdAt: '2026-01-01T00:00:00Z',
      fixedAmount: { amount: 5, currency: 'EUR' },
    };
    await checkouts.receive('inqud', { body });
    await checkouts.receive('inqud', { body: JSON.stringify({ ...body, id: 'CCO-2' }) });
    expect(await checkouts.get('CCO-1')).toMatchObject({ amount: '5', currency: 'EUR' });
    expect(await checkouts.get('CCO-2')).toMatchObject({ amount: '5', currency: 'EUR' });
  });

  it('has what Tweed sends, which has no times', async () => {
    await checkouts.receive('tweed', { checkoutId: 'c-1', status: 'DONE' });
    expect(await checkouts.get('c-1', 'tweed')).toMatchObject({ state: 'succeeded' });
  });

  it('fails a test whose webhook would become a dead letter', async () => {
    await expect(checkouts.receive('inqud', { body: 'not JSON' })).rejects.toThrow(
      'The webhook cannot be applied: not_json.',
    );
  });

  it('has an event for each change, as the service publishes them', async () => {
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'NEW', at: '2026-01-01T00:00:00Z' });
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS', at: '2026-01-02T00:00:00Z' });
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS', at: '2026-01-02T00:00:00Z' });
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'EXPIRED', at: '2026-01-01T12:00:00Z' });
    const events = checkouts.events();
    expect(events.map(({ type, sequence, data }) => [type, sequence, data.attention])).toEqual([
      ['checkout.pending', '0000000001', []],
      ['checkout.succeeded', '0000000002', []],
      ['checkout.attention', '0000000003', ['conflict']],
    ]);
    for (const event of events) expect(ChangeEventSchema.parse(event)).toEqual(event);
    await checkouts.claim('CCO-1', 'ship', { amount: '1', currency: 'EUR' });
    expect(checkouts.events()).toEqual(events);
  });

  it('names the provider that was probably meant', async () => {
    await expect(checkouts.receive('inqut', { checkoutId: 'CCO-1', status: 'SUCCESS' })).rejects.toThrow(
      'inqut is not a provider. Did you mean inqud? The providers are inqud, tweed, ',
    );
  });
});

describe('A signed notification, for the tests of a shop', () => {
  const SECRET = 'whsec_bG9jYWwtc2VjcmV0';
  const paid = { checkoutId: 'CCO-1', state: 'succeeded', amount: '100.25', currency: 'USD' } as const;
  const verified = ({ body, headers }: SignedWebhook): unknown => new Webhook(SECRET).verify(body, headers);

  it('of the parts of a change is verified by the package standardwebhooks, and has the form of an event', () => {
    const event = verified(signedNotification(paid, SECRET));
    expect(ChangeEventSchema.parse(event)).toMatchObject({ type: 'checkout.succeeded', data: paid });
  });

  it('has the id of the event as its own, and is the same whenever it is made', () => {
    const [first, second] = [signedNotification(paid, SECRET), signedNotification(paid, SECRET)];
    expect(first.body).toBe(second.body);
    expect(first.headers['webhook-id']).toBe(JSON.parse(first.body).id);
    const later = signedNotification({ ...paid, sequence: 2 }, SECRET);
    expect(later.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
  });

  it('is one of attention if only that changed', () => {
    const previous = { state: 'succeeded', status: 'SUCCESS' } as const;
    const change = { ...paid, attention: ['conflict'], previous };
    expect(verified(signedNotification(change, SECRET))).toMatchObject({ type: 'checkout.attention' });
  });

  it('can be one of the checkouts in memory', async () => {
    const checkouts = memoryCheckouts();
    await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS' });
    const [event] = checkouts.events();
    if (!event) throw new Error('The checkout has no event.');
    expect(verified(signedNotification(event, SECRET))).toEqual(event);
  });

  it('is refused when it is forged or old', () => {
    expect(() => verified(signedNotification(paid, 'whsec_Zm9yZ2Vk'))).toThrow();
    expect(() => verified(signedNotification(paid, SECRET, new Date(Date.now() - 360_000)))).toThrow();
  });
});

it('The local stack for the tests of a shop notifies it, and lets it claim', {
  timeout: 60_000,
}, async () => {
  const { promise: notified, resolve } = Promise.withResolvers<SignedWebhook>();
  const shop = createServer(async (request, response) => {
    const body = await text(request);
    response.writeHead(204).end();
    resolve({ body, headers: webhookHeaders(request) });
  });
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const stack = await startLocalStack({ forwardTo: `http://127.0.0.1:${portOf(shop)}/paid` });
  try {
    const webhook = signedWebhook(
      'inqud',
      { checkoutId: 'CCO-1', status: 'SUCCESS' },
      stack.secrets['inqud'] ?? '',
    );
    await fetch(`${stack.url}/webhooks/inqud`, { method: 'POST', ...webhook });
    const { body, headers } = await notified;
    const event = new Webhook(stack.notifySecrets[0] ?? '').verify(body, headers);
    expect(event).toMatchObject({ type: 'checkout.succeeded', subject: 'CCO-1' });
    const { tableName, region, credentials, dynamodbEndpoint } = stack;
    const checkouts = checkoutsTable({
      tableName,
      client: { endpoint: dynamodbEndpoint, region, credentials },
    });
    const price = { amount: '100.250', currency: 'USD' };
    expect(await checkouts.claim('CCO-1', 'ship', price)).toMatchObject({ claimed: true });
    checkouts.close();
  } finally {
    await stack.stop();
    shop.close();
  }
  await expect(fetch(stack.url)).rejects.toThrow();
});

it.each([
  ['inqud', 'SUCCESS'],
  ['tweed', 'DONE'],
])('A signed webhook of %s is accepted by the local stack', async (provider, status) => {
  const stack: LocalStack = await startStack();
  try {
    const { body, headers } = signedWebhook(provider, { checkoutId: 'CCO-1', status }, LOCAL_SECRET);
    const url = new URL(`/webhooks/${provider}`, stack.url);
    expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(200);
    const forged = signedWebhook(provider, { checkoutId: 'CCO-1', status }, 'another-secret');
    expect((await fetch(url, { method: 'POST', ...forged })).status).toBe(401);
  } finally {
    await stack.stop();
  }
});
