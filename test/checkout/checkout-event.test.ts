import { describe, expect, it } from 'vitest';
import { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { CheckoutDetails, fillGaps } from '../../lib/checkout/details.ts';
import { anEntry } from './entry-builder.ts';

describe('The id of a checkout', () => {
  const isTaken = (checkoutId: string) => CheckoutKey.safeParse({ checkoutId, provider: 'inqud' }).success;

  it.each(['CCO-1', '!', '~', 'x'.repeat(256), '__proto__'])('may be %s', (id) => {
    expect(isTaken(id)).toBe(true);
  });

  it.each(['', ' CCO-1', 'CCO-1 ', 'CCO-1\n', 'CCO 1', 'é', '\u0000', 'x'.repeat(257)])(
    'may not be %j',
    (id) => {
      expect(isTaken(id)).toBe(false);
    },
  );
});

describe('The id of an event', () => {
  const isTaken = (eventId: string) => HistoryEntry.safeParse(anEntry({ eventId })).success;

  it.each(['a', 'evt_1', '{}', '~', 'x'.repeat(128)])('may be %s', (id) => {
    expect(isTaken(id)).toBe(true);
  });

  it.each(['', '|', '|a', 'a|', 'a|b', ' a', 'a ', 'x'.repeat(129)])(
    'may not be %j: it ends a position, whose parts a bar divides',
    (id) => {
      expect(isTaken(id)).toBe(false);
    },
  );
});

describe('What orders an event instead of its time', () => {
  const orderOf = (order: string) => HistoryEntry.safeParse({ ...anEntry(), order }).data?.order;

  it('is `rank` or `last`, and nothing else', () => {
    expect(['rank', 'last', 'first', ''].map(orderOf)).toEqual(['rank', 'last', undefined, undefined]);
  });
});

describe('Details', () => {
  it('are the amount, its currency, the reference and the transaction, and nothing else', () => {
    const details = { amount: '1', currency: 'USD', reference: 'r', transactionHash: '0x1' };
    expect(CheckoutDetails.parse({ ...details, email: 'private' })).toEqual(details);
  });

  it.each(['', 'x'.repeat(257)])('are never %j: a reference is an index key', (reference) => {
    expect(CheckoutDetails.safeParse({ reference }).success).toBe(false);
  });

  it('come each from the last event that has it, and a currency with its amount', () => {
    const first = {
      amount: '100.25',
      currency: 'USD',
      amountReceived: '1',
      currencyReceived: 'BTC',
      reference: 'order-1',
      transactionHash: '0x1',
      rawAmount: '1055',
      rawCurrency: 'eth',
    };
    expect(fillGaps([first, {}])).toStrictEqual(first);
    const { currencyReceived: _paid, rawCurrency: _token, ...kept } = first;
    const last = { amountReceived: '2', rawAmount: '7' };
    expect(fillGaps([first, last])).toStrictEqual({ ...kept, ...last });
  });

  it('that nobody has given are not there at all', () => {
    expect(fillGaps([{}, {}])).toStrictEqual({});
    expect(fillGaps([])).toStrictEqual({});
  });
});
