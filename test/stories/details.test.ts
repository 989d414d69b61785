import { describe, expect, it } from 'vitest';
import { StoryService } from './service.ts';

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const inqud = { id: 'CCO-1', status: 'SUCCESS', lastUpdatedAt: '2026-01-01T00:00:01Z' };

/** Tweed's webhook of a checkout that is paid. */
const paid = (amount: unknown, currency: string): Uint8Array =>
  json({
    type: 'CHECKOUT_STATUS_UPDATED',
    data: { status: 'DONE', checkoutData: { checkoutId: 'a' }, paymentData: { amount, currency } },
  });

async function afterDelivery(provider: 'inqud' | 'tweed', body: Uint8Array) {
  const service = new StoryService();
  const { failed } = await service.deliver({ provider, body });
  expect(failed).toEqual([]);
  const [view] = [await service.checkouts.get('CCO-1'), await service.checkouts.get('a')].filter(Boolean);
  return { view, log: service.log.entries };
}

describe('A detail that a row cannot hold', () => {
  it('does not cost the status, and is reported by its name', async () => {
    const { view, log } = await afterDelivery('inqud', json({ ...inqud, clientOrderId: 'x'.repeat(257) }));
    expect(view).toMatchObject({ state: 'succeeded', reference: null, attention: [] });
    expect(log.at(-1)).toMatchObject({ code: 'event_detail_dropped', fields: { reason: 'reference' } });
  });

  it('is not one of 256 characters', async () => {
    const reference = 'x'.repeat(256);
    const { view, log } = await afterDelivery('inqud', json({ ...inqud, clientOrderId: reference }));
    expect(view).toMatchObject({ reference });
    expect(log.map(({ code }) => code)).not.toContain('event_detail_dropped');
  });
});

describe('An amount', () => {
  // Intl, which was asked before, has no minor unit for the forint: 1055 would be a hundred times the payment.
  it('in forints is divided by a hundred, as ISO 4217 says', async () => {
    const { view } = await afterDelivery('tweed', paid(1055, 'huf'));
    expect(view).toMatchObject({ amount: '10.55', currency: 'HUF', rawAmount: null, rawCurrency: null });
  });

  it('in a token is not guessed: a person can read what the provider sent', async () => {
    const { view } = await afterDelivery('tweed', paid('1055000000000000000', 'ETH'));
    expect(view).toMatchObject({
      state: 'succeeded',
      amount: null,
      currency: null,
      rawAmount: '1055000000000000000',
      rawCurrency: 'ETH',
    });
  });

  it('that was asked is kept beside the one that was paid', async () => {
    const fixedAmount = { amount: 100.25, currency: 'USD' };
    const request = { paidAmount: 0.0023, payAmount: 0.0024, currency: 'BTC' };
    const { view } = await afterDelivery('inqud', json({ ...inqud, fixedAmount, request }));
    expect(view).toMatchObject({
      amount: '100.25',
      currency: 'USD',
      amountReceived: '0.0023',
      currencyReceived: 'BTC',
    });
  });
});
