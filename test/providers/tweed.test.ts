import { describe, expect, it } from 'vitest';
import { tweed } from '../../lib/providers/tweed.ts';

const type = 'CHECKOUT_STATUS_UPDATED';
const parse = (data: unknown) => tweed.parse(Buffer.from(JSON.stringify({ type, data })), {});
const webhook = { status: 'DONE', checkoutData: { checkoutId: 'a' } };
const detailsOf = (data: object) => {
  const parsed = parse({ ...webhook, ...data });
  return parsed.kind === 'checkout' && parsed.details;
};

describe('Tweed', () => {
  it('has its name, its title and these headers to keep', () => {
    const keptHeaders = ['content-type', 'user-agent', 'x-tweed-hook-id', 'x-tweed-event'];
    expect(tweed).toMatchObject({
      name: 'tweed',
      title: 'Tweed',
      keptHeaders,
      deliveryIdHeader: 'x-tweed-delivery',
    });
  });

  // adyen-shopware6#311: a late failure canceled a paid order. open-forms#5942: an early one blocked it forever.
  it('has one lifecycle, with DONE above FAILED and below the status that needs a person', () => {
    const [lifecycle = {}, ...more] = Object.values(tweed.lifecycles);
    const ascending = Object.entries(lifecycle).toSorted(([, one], [, other]) => one.rank - other.rank);
    expect(more).toEqual([]);
    expect(ascending.map(([status]) => status)).toEqual([
      'CREATED',
      'PERFORM_CHECKOUT_SUBMITTED',
      'TRANSACTION_BROADCAST',
      'FAILED',
      'DONE',
      'FAILED_AFTER_TX_COMPLETED',
    ]);
  });

  // Acknowledged and destroyed, such a webhook would lose a payment after a rename at Tweed.
  it.each([
    'CHECKOUT_STATUS_CHANGED',
    'checkout_status_updated',
    'CHECKOUT_STATUS_UPDATED_V2',
    'NFT_MINTED',
    '',
  ])('keeps a webhook of type %j for a person: no type is on the list of those that are ignored', (other) => {
    const body = Buffer.from(JSON.stringify({ type: other, data: webhook }));
    expect(tweed.parse(body, {})).toEqual({ kind: 'unreadable', reason: 'unknown_type' });
  });

  it.each([
    ['no id', { status: 'DONE' }, 'unexpected_shape at checkoutData.checkoutId'],
    [
      'an invalid id',
      { status: 'DONE', checkoutData: { checkoutId: 'a b' } },
      'unexpected_shape at checkoutData.checkoutId',
    ],
    ['no status', { checkoutId: 'a' }, 'unexpected_shape at status'],
    ['no data', undefined, 'unexpected_shape at data'],
    ['data that is null', null, 'unexpected_shape at (top level)'],
  ])('refuses %s, and names the field', (_what, data, reason) => {
    expect(parse(data)).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    ['an empty payment', { paymentData: {} }, {}],
    ['a payment without a currency', { paymentData: { amount: 1055, metadata: {} } }, {}],
    ['a payment without an amount', { paymentData: { currency: 'usd' } }, {}],
    ['a payment with an invalid amount', { paymentData: { amount: 'much', currency: 'usd' } }, {}],
    ['a payment with an empty amount', { paymentData: { amount: '', currency: 'eth' } }, {}],
    [
      'a payment in forints',
      { paymentData: { amount: 1055, currency: 'huf' } },
      { amount: '10.55', currency: 'HUF' },
    ],
    [
      'a payment in a token, as it was sent',
      { paymentData: { amount: 1055, currency: 'eth' } },
      { rawAmount: '1055', rawCurrency: 'eth' },
    ],
    [
      'a payment in a code that only looks like one of ISO 4217',
      { paymentData: { amount: '10.5', currency: 'XXQ' } },
      { rawAmount: '10.5', rawCurrency: 'XXQ' },
    ],
    [
      'a payment',
      { paymentData: { amount: 1055, currency: 'usd', metadata: { transaction_hash: '0x1' } } },
      { amount: '10.55', currency: 'USD', transactionHash: '0x1' },
    ],
    [
      'the first of two references',
      { checkoutData: { checkoutId: 'a', customParams: { orderId: 'o', clientOrderId: 'c' } } },
      { reference: 'c' },
    ],
    [
      'a second reference if the first is invalid',
      { checkoutData: { checkoutId: 'a', customParams: { reference: {}, orderId: 7 } } },
      { reference: '7' },
    ],
  ])('reads the details of %s', (_what, data, details) => {
    expect(detailsOf(data)).toStrictEqual(details);
  });

  it('has samples like the ones in its documentation, with a payment once it is done', () => {
    const at = '2026-01-01T00:00:00Z';
    const checkoutData = { checkoutId: 'a', quantity: 1, price: 10, customParams: {} };
    expect(tweed.sample({ checkoutId: 'a', status: 'FAILED', at })).toEqual({
      type,
      data: { checkoutData, status: 'FAILED' },
    });
    expect(tweed.sample({ checkoutId: 'a', status: 'DONE', at })).toEqual({
      type,
      data: {
        checkoutData,
        status: 'DONE',
        paymentData: {
          status: 'succeeded',
          amount: 1055,
          created: 1738705790,
          currency: 'usd',
          livemode: false,
          metadata: {
            transaction_hash: '0xe93cd08ec2778c5490daea7ee59240f4bdbaa883e8024eec3749ecb2cb4d11e9',
          },
        },
      },
    });
  });
});
