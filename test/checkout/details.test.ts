import { describe, expect, it } from 'vitest';
import { fitDetails } from '../../lib/checkout/details.ts';

const LONG = '9'.repeat(257);

describe('Details that are too long for a row', () => {
  it.each([
    ['amount', 'currency'],
    ['amountReceived', 'currencyReceived'],
    ['rawAmount', 'rawCurrency'],
  ] as const)('take the currency of the amount with them: %s', (amount, currency) => {
    const fitting = fitDetails({ [amount]: LONG, [currency]: 'USD', reference: 'order-1' });
    expect(fitting).toEqual({ details: { reference: 'order-1' }, dropped: [amount] });
  });

  it('leave an amount whose currency is too long, which no reader takes for a price', () => {
    const { details, dropped } = fitDetails({ amount: '5', currency: LONG });
    expect([details, dropped]).toEqual([{ amount: '5' }, ['currency']]);
  });

  it('leave the other amount and its currency as they are', () => {
    const received = { amountReceived: '5', currencyReceived: 'EUR' };
    const { details } = fitDetails({ amount: LONG, currency: 'USD', ...received });
    expect(details).toEqual(received);
  });

  it('are measured in bytes of UTF-8, so that a hundred of the longest still fit into a row', () => {
    const fits = '漢'.repeat(85);
    expect(fitDetails({ reference: fits }).dropped).toEqual([]);
    expect(fitDetails({ reference: `${fits}漢` })).toEqual({ details: {}, dropped: ['reference'] });
  });

  it('are the same object when everything fits', () => {
    const details = { amount: '9'.repeat(256), currency: 'USD' };
    expect(fitDetails(details)).toEqual({ details, dropped: [] });
    expect(fitDetails(details).details).toBe(details);
  });
});
