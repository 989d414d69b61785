import { describe, expect, it } from 'vitest';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import type { CheckoutRow } from '../../lib/checkout/rows/checkout-row.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { transition } from '../../lib/checkout/transition.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { aKey, anEntry } from './entry-builder.ts';

const policy = { lifecycle: {}, retentionDays: 0 };
const created = anEntry({ status: 'NEW', state: 'pending', rank: 10 });
const requested = anEntry({ status: 'REQUEST_CREATED', state: 'pending', rank: 20 });
const paid = anEntry({ status: 'SUCCESS', state: 'succeeded', rank: 50 });
const failed = anEntry({ status: 'FAILED', state: 'failed', rank: 40 });
const odd = anEntry({ status: 'ODD', state: 'unknown', rank: 5 });

const row = (...history: NonEmpty<HistoryEntry>): CheckoutRow => ({
  checkout: checkoutOf(aKey, history),
  openFacts: [],
});
const change = (before: CheckoutRow | undefined, after: CheckoutRow) => transition(before, after, policy);

describe('A transition', () => {
  it('is the first write of a row, whatever state it begins in', () => {
    expect(change(undefined, row(created, paid))).toEqual({ of: 'state', attention: [], previous: null });
  });

  it('is a change of the state, with the row before it', () => {
    expect(change(row(created), row(created, paid))).toEqual({
      of: 'state',
      attention: [],
      previous: { state: 'pending', status: 'NEW' },
    });
  });

  it('is not a change of the status within a state', () => {
    expect(change(row(created), row(created, requested))).toBeUndefined();
  });

  it('is not a late event that changes no more than the history', () => {
    expect(change(row(paid), row(paid, created))).toBeUndefined();
  });

  it('is not a write that leaves the row as it was', () => {
    expect(change(row(created, failed, paid), row(created, failed, paid))).toBeUndefined();
  });

  it('of the state has the contradiction that comes with it, before the row lists it', () => {
    expect(change(row(failed), row(failed, paid))).toMatchObject({ of: 'state', attention: ['conflict'] });
  });

  it('is a late event that contradicts the state', () => {
    expect(change(row(created, paid), row(created, paid, failed))).toEqual({
      of: 'attention',
      attention: ['conflict'],
      previous: { state: 'succeeded', status: 'SUCCESS' },
    });
  });

  it('is not the write that lists what the row has shown already', () => {
    const shown = row(paid, failed);
    const listed = { ...shown, openFacts: [{ key: 'conflict|SUCCESS|FAILED', reason: 'Both.' }] };
    expect(change(shown, listed)).toBeUndefined();
  });

  it('is one more kind that waits, and not one more fact of a kind that waits', () => {
    const conflict = row(paid, failed);
    const two = row(paid, failed, anEntry({ status: 'CANCELED', state: 'failed', rank: 41 }));
    expect(change(conflict, two)?.attention).toEqual(['conflict', 'unexpected_transition']);
    const again = row(paid, odd, anEntry({ status: 'ODDER', state: 'unknown', rank: 6 }));
    expect(change(row(paid, odd), again)).toBeUndefined();
  });

  it('is a resolution', () => {
    const waiting = row(paid, failed);
    const resolved = resolvedRow(waiting, policy, {
      who: 'ann',
      when: '2026-01-02T00:00:00.000Z',
      note: 'ok',
    });
    expect(change(waiting, resolved)).toMatchObject({ of: 'attention', attention: [] });
  });

  it('names a kind that only a newer version knows', () => {
    const listed = { ...row(paid), openFacts: [{ key: 'added_later|fact', reason: 'It is risky.' }] };
    expect(change(row(paid), listed)).toMatchObject({ of: 'attention', attention: ['added_later'] });
  });
});
