import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { ChangeEventSchema } from '../../lib/events/change-event.ts';
import { changeEventOf, republishedEventOf, type WrittenRow } from '../../lib/events/change-event-of.ts';
import { anEntry } from '../checkout/entry-builder.ts';

const paid = anEntry({
  eventId: 'paid',
  status: 'SUCCESS',
  state: 'succeeded',
  rank: 50,
  updatedAt: '2026-01-01T00:03:00.123000000Z',
  receivedAt: '2026-01-01T00:03:01.000Z',
  details: { amount: '100.25', currency: 'USD', reference: 'order-1001' },
});
const failed = anEntry({
  eventId: 'failed',
  status: 'FAILED',
  state: 'failed',
  rank: 40,
  updatedAt: '2026-01-01T00:02:00.000000000Z',
  receivedAt: '2026-01-01T00:09:00.000Z',
});
const key = { checkoutId: 'CCO-1', provider: 'inqud' };
const row: WrittenRow = { checkout: checkoutOf(key, [paid]), openFacts: [], revision: 4 };
const source = 'urn:checkout-webhooks:prod';
const moved = { of: 'state', attention: [], previous: { state: 'pending', status: 'NEW' } } as const;
const raised = { ...moved, of: 'attention', attention: ['conflict'] } as const;
const idOf = (change: Partial<WrittenRow>) => changeEventOf(source, { ...row, ...change }, moved).id;

describe('The event of a change', () => {
  it('says everything about the checkout right after the change', () => {
    expect(changeEventOf(source, row, moved)).toEqual({
      specversion: '1.0',
      id: 'evt_n4cQC4qL-3fRrpSnD3LuHF',
      source: 'urn:checkout-webhooks:prod:inqud:CCO-1',
      type: 'checkout.succeeded',
      time: '2026-01-01T00:03:00.123Z',
      subject: 'CCO-1',
      sequence: '0000000004',
      datacontenttype: 'application/json',
      dataschema: 'urn:checkout-webhooks:checkout:1',
      republished: false,
      data: {
        checkoutId: 'CCO-1',
        provider: 'inqud',
        state: 'succeeded',
        status: 'SUCCESS',
        final: true,
        since: '2026-01-01T00:03:00.123Z',
        amount: '100.25',
        currency: 'USD',
        amountReceived: null,
        currencyReceived: null,
        reference: 'order-1001',
        transactionHash: null,
        rawAmount: null,
        rawCurrency: null,
        attention: [],
        previous: { state: 'pending', status: 'NEW' },
      },
    });
  });

  it('has the time of the latest webhook if only attention changed, and of the resolution if that was later', () => {
    const checkout = checkoutOf(key, [paid, failed]);
    const event = changeEventOf(source, { ...row, checkout }, raised);
    expect([event.type, event.time]).toEqual(['checkout.attention', '2026-01-01T00:09:00.000Z']);
    const resolution = { kinds: [], facts: [], who: 'ann', when: '2026-01-02T00:00:00.000Z', note: '' };
    expect(changeEventOf(source, { ...row, checkout, resolution }, raised).time).toBe(resolution.when);
  });

  it('has a source that is a URI, whatever the id of the checkout', () => {
    const checkout = checkoutOf({ checkoutId: 'a/b?c#d:e%', provider: 'inqud' }, [paid]);
    const event = changeEventOf(source, { ...row, checkout }, moved);
    expect(event.source).toBe('urn:checkout-webhooks:prod:inqud:a%2Fb%3Fc%23d%3Ae%25');
    expect(ChangeEventSchema.parse(event)).toEqual(event);
  });

  it('has a sequence that compares as text', () => {
    const sequences = [9, 10, 99, 1_000_000_000].map(
      (revision) => changeEventOf(source, { ...row, revision }, moved).sequence,
    );
    expect(sequences).toEqual(sequences.toSorted());
  });
});

describe('The event that is republished', () => {
  const event = republishedEventOf(source, row, []);

  it('says how the row is now, with the number of its last write', () => {
    const change = changeEventOf(source, row, moved);
    const data = { ...change.data, previous: null };
    expect(event).toEqual({ ...change, id: event.id, republished: true, data });
    expect(ChangeEventSchema.parse(event)).toEqual(event);
  });

  it('has an id of its own, which is the same each time', () => {
    expect(event.id).not.toBe(idOf({}));
    expect(republishedEventOf(source, row, []).id).toBe(event.id);
  });
});

describe('The id of an event', () => {
  it('is the same each time', () => {
    expect(idOf({})).toBe(idOf({}));
  });

  it('differs for another write of the row', () => {
    expect(idOf({ revision: 5 })).not.toBe(idOf({}));
  });

  it('differs for the same number of a write that left something else, as after a restore', () => {
    const resolution = { kinds: [], facts: [], who: 'ann', when: '2026-01-02T00:00:00.000Z', note: '' };
    const ids = [
      idOf({}),
      idOf({ checkout: checkoutOf(key, [paid, failed]) }),
      idOf({ checkout: checkoutOf(key, [{ ...paid, receivedAt: '2026-02-01T00:00:00.000Z' }]) }),
      idOf({ openFacts: [{ key: 'conflict|SUCCESS|FAILED', reason: 'Both.' }] }),
      idOf({ resolution }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('differs for the same id of two providers', () => {
    const other = checkoutOf({ checkoutId: 'CCO-1', provider: 'tweed' }, [paid]);
    expect(idOf({ checkout: other })).not.toBe(idOf({}));
  });

  it('does not depend on how a version words a fact, or in which order the row lists facts', () => {
    const [one, other] = ['a|1', 'b|2'].map((name) => ({ key: name, reason: 'Now.' }));
    if (!(one && other)) throw new Error('There are two facts.');
    const reworded = { ...one, reason: 'Then.' };
    expect(idOf({ openFacts: [other, reworded] })).toBe(idOf({ openFacts: [one, other] }));
  });
});
