/** The model judges the code under test, so it has its own tests. */

import { describe, expect, it } from 'vitest';
import type { Fact } from '../plan/planned-webhook.ts';
import { modelRow } from './model-row.ts';

const aFact = (change: Partial<Fact>): Fact => ({
  checkoutId: 'CCO-1',
  provider: 'inqud',
  eventId: 'a',
  status: 'NEW',
  state: 'pending',
  rank: 10,
  details: {},
  ...change,
});

const success = { eventId: 'b', status: 'SUCCESS', state: 'succeeded', rank: 60 };
const expired = { eventId: 'c', status: 'EXPIRED', state: 'expired', rank: 40 };

describe('The model', () => {
  it('prefers the later time to the higher rank', () => {
    const row = modelRow([
      aFact({ ...success, time: 46_880_000_000n }),
      aFact({ ...expired, time: 46_882_256_224n }),
    ]);
    expect(row).toMatchObject({ status: 'EXPIRED', attention: ['conflict|SUCCESS|EXPIRED'] });
  });

  it('keeps an unknown word below every known one, however late it is', () => {
    const odd = { eventId: 'o', status: 'ODD', state: 'unknown', rank: 1 };
    const row = modelRow([aFact({ ...odd, time: 9n }), aFact({ time: 1n })]);
    expect(row).toMatchObject({ status: 'NEW', attention: ['unknown_status|ODD'] });
  });

  it('uses the rank where there is no time, and the event id where the rank is the same', () => {
    expect(modelRow([aFact(success), aFact(expired)])?.status).toBe('SUCCESS');
    const tie = modelRow([aFact({ eventId: 'z', status: 'Z' }), aFact({ eventId: 'y', status: 'Y' })]);
    expect(tie?.status).toBe('Z');
  });

  it('takes each detail from the last event that has it, and an amount together with its currency', () => {
    const row = modelRow([
      aFact({ time: 1n, details: { amount: '1', currency: 'USD', reference: 'order-1' } }),
      aFact({ ...success, time: 2n, details: { amount: '2', transactionHash: '0x1' } }),
    ]);
    expect(row?.details).toEqual({ amount: '2', reference: 'order-1', transactionHash: '0x1' });
  });

  it('has the time at which the present state began', () => {
    const row = modelRow([
      aFact({ ...success, time: 1_000_000_000n }),
      aFact({ ...success, eventId: 'd', time: 2_000_000_000n }),
    ]);
    expect(row?.since).toBe('1970-01-01T00:00:01.000Z');
  });

  it('has no row without events', () => {
    expect(modelRow([])).toBeUndefined();
  });
});
