import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stripe } from '../../../lib/providers/stripe.ts';

const parse = (event: unknown) => stripe.parse(Buffer.from(JSON.stringify(event)), {});
const session = { id: 'cs_test_1', payment_status: 'paid' };
const event = { id: 'evt_1', type: 'checkout.session.completed', created: 1_767_225_600 };
const parseSession = (changes: object, type = event.type) =>
  parse({ ...event, type, data: { object: { ...session, ...changes } } });
const detailsOf = (changes: object) => {
  const parsed = parseSession(changes);
  return parsed.kind === 'checkout' && parsed.details;
};

describe('Stripe', () => {
  it('has its name, its headers, its answers and its scheme', () => {
    expect(stripe).toMatchObject({
      name: 'stripe',
      title: 'Stripe Checkout',
      keptHeaders: ['content-type', 'user-agent'],
      afterAnswer: { 401: 'retries', 413: 'retries', 429: 'retries', 503: 'retries' },
      signature: { header: 'stripe-signature', key: ['text'], time: { toleranceSeconds: 300 } },
    });
    expect(stripe.dashboard).toBe('Workbench, Webhooks, Create new destination');
    expect(stripe.eventIdHeader).toBeUndefined();
  });

  it.each([
    ['checkout.session.expired', 'unpaid', 'expired', 'expired', 10],
    ['checkout.session.completed', 'unpaid', 'completed_unpaid', 'processing', 20],
    ['checkout.session.async_payment_failed', 'unpaid', 'async_payment_failed', 'failed', 30],
    ['checkout.session.completed', 'no_payment_required', 'completed_no_payment_required', 'succeeded', 40],
    ['checkout.session.completed', 'paid', 'completed_paid', 'succeeded', 50],
    ['checkout.session.async_payment_succeeded', 'paid', 'async_payment_succeeded', 'succeeded', 60],
    ['checkout.session.completed', 'refunded', 'completed_refunded', 'unknown', 1],
    ['checkout.session.async_payment_held', 'unpaid', 'async_payment_held', 'unknown', 1],
  ])('reads %s with %s as %s, which is %s', (type, payment_status, status, state, rank) => {
    expect(parseSession({ payment_status }, type)).toStrictEqual({
      kind: 'checkout',
      checkoutId: 'cs_test_1',
      status,
      state,
      rank,
      eventId: 'evt_1',
      updatedAt: '2026-01-01T00:00:00.000000000Z',
      order: 'rank',
      details: {},
    });
  });

  it('has no other statuses', () => {
    expect(Object.values(stripe.lifecycles).map((lifecycle) => Object.keys(lifecycle).length)).toEqual([6]);
  });

  it('needs the payment status only where it is part of ours', () => {
    const changes = { payment_status: undefined };
    const unreadable = { kind: 'unreadable', reason: 'unexpected_shape at object.payment_status' };
    expect(parseSession(changes)).toEqual(unreadable);
    expect(parseSession({ payment_status: '' })).toEqual(unreadable);
    expect(parseSession({ payment_status: 'x'.repeat(101) })).toEqual(unreadable);
    expect(parseSession({ payment_status: 'x'.repeat(100) })).toMatchObject({ state: 'unknown' });
    expect(parseSession(changes, 'checkout.session.expired')).toMatchObject({ status: 'expired' });
  });

  it.each([
    ['no session', undefined, 'unexpected_shape at (top level)'],
    ['no object', {}, 'unexpected_shape at object'],
    ['no id', { object: { payment_status: 'paid' } }, 'unexpected_shape at object.id'],
    ['an invalid id', { object: { ...session, id: 'a b' } }, 'unexpected_shape at object.id'],
  ])('refuses %s, and names the field', (_what, data, reason) => {
    expect(parse({ ...event, data })).toEqual({ kind: 'unreadable', reason });
  });

  it('reads the session without a usable id or time of the event', () => {
    const parsed = parse({ type: event.type, id: 'a b', created: 'soon', data: { object: session } });
    expect(parsed).toMatchObject({ kind: 'checkout', status: 'completed_paid', order: 'rank' });
    expect(parsed).not.toHaveProperty('eventId');
    expect(parsed).not.toHaveProperty('updatedAt');
  });

  it.each([
    'invoice_items.created',
    'checkout',
    'checkout.session',
    'checkout.session.',
    'v2.core.event',
    '',
  ])('keeps an event of type %j for a person', (type) => {
    expect(parseSession({}, type)).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  it('refuses a type that is no word', () => {
    expect(parseSession({}, 'x'.repeat(101))).toEqual({
      kind: 'unreadable',
      reason: 'unexpected_shape at type',
    });
    expect(parseSession({}, 'x'.repeat(100))).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  // The types of Stripe's package list every type that Stripe documents.
  it('reads or ignores every type of event that Stripe documents', () => {
    const types = readFileSync('node_modules/stripe/cjs/resources/Events.d.ts', 'utf8');
    const [, union = ''] = /type Type = ('account\.application[^;]*);/.exec(types) ?? [];
    const documented = [...union.matchAll(/'([a-z_0-9.]+)'/g)].map(([, type = '']) => type);
    expect(documented.length).toBeGreaterThan(200);
    for (const type of documented) {
      const kind = type.startsWith('checkout.session.') ? 'checkout' : 'ignored';
      expect(parseSession({}, type), type).toMatchObject({ kind });
    }
    const objects = new Set(documented.map((type) => type.split('.')[0]));
    expect(objects.size).toBe(58);
  });

  it.each([
    [
      { amount_total: 2198, currency: 'usd' },
      { amount: '21.98', currency: 'USD' },
    ],
    [
      { amount_total: 1099, currency: 'jpy' },
      { amount: '1099', currency: 'JPY' },
    ],
    [
      { amount_total: 5120, currency: 'kwd' },
      { amount: '5.120', currency: 'KWD' },
    ],
    [
      { amount_total: 1045, currency: 'huf' },
      { amount: '10.45', currency: 'HUF' },
    ],
    [
      { amount_total: 500, currency: 'isk' },
      { amount: '5.00', currency: 'ISK' },
    ],
    [
      { amount_total: 500, currency: 'ugx' },
      { amount: '5.00', currency: 'UGX' },
    ],
    [
      { amount_total: 500, currency: 'mga' },
      { amount: '500', currency: 'MGA' },
    ],
    [
      { amount_total: 0, currency: 'eur' },
      { amount: '0.00', currency: 'EUR' },
    ],
    [
      { amount_total: 500, currency: 'xyz' },
      { rawAmount: '500', rawCurrency: 'xyz' },
    ],
    [{ amount_total: null, currency: 'usd' }, {}],
    [{ amount_total: 500, currency: null }, {}],
    [{ client_reference_id: 'order-1', metadata: { reference: 'no' } }, { reference: 'order-1' }],
    [{ client_reference_id: null, metadata: { orderId: 'b', order_id: 'a' } }, { reference: 'a' }],
    [{ client_reference_id: '', metadata: { orderId: 7 } }, { reference: '7' }],
    [{ metadata: null, customer_details: { email: 'jenny.rosen@example.com' } }, {}],
  ])('reads the details of %j', (changes, details) => {
    expect(detailsOf(changes)).toStrictEqual(details);
  });

  const at = '2026-01-01T00:00:00.900Z';
  it('has samples like the ones in its documentation', () => {
    expect(
      stripe.sample({ checkoutId: 'cs_1', status: 'async_payment_succeeded', at, reference: 'o' }),
    ).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{24}$/),
      object: 'event',
      created: 1_767_225_600,
      type: 'checkout.session.async_payment_succeeded',
      livemode: false,
      data: {
        object: {
          id: 'cs_1',
          object: 'checkout.session',
          amount_total: 2198,
          currency: 'usd',
          client_reference_id: 'o',
          metadata: {},
          mode: 'payment',
          status: 'complete',
          payment_status: 'paid',
        },
      },
    });
  });

  it.each([
    ['expired', 'checkout.session.expired', 'expired', 'unpaid'],
    ['async_payment_failed', 'checkout.session.async_payment_failed', 'complete', 'unpaid'],
    ['completed_unpaid', 'checkout.session.completed', 'complete', 'unpaid'],
    ['completed_paid', 'checkout.session.completed', 'complete', 'paid'],
  ])('has a sample of %s', (word, type, status, payment_status) => {
    expect(stripe.sample({ checkoutId: 'cs_1', status: word, at })).toMatchObject({
      type,
      data: { object: { status, payment_status, client_reference_id: null } },
    });
  });

  it('gives each sample an id of its own', () => {
    const requests = [
      { checkoutId: 'a', status: 'expired', at },
      { checkoutId: 'b', status: 'expired', at },
      { checkoutId: 'a', status: 'completed_paid', at },
      { checkoutId: 'a', status: 'expired', at: '2026-01-02T00:00:00Z' },
    ];
    const ids = requests.map((request) => JSON.stringify(stripe.sample(request)).slice(0, 40));
    expect(new Set(ids).size).toBe(4);
  });
});
