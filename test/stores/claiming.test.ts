/** Claims, on every implementation of the store: each purpose of a checkout is claimed exactly once, whatever happens. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import type { ClaimStore } from '../../lib/app/ports.ts';
import { readCheckouts } from '../../lib/app/read-checkouts.ts';
import { claimCheckout } from '../../lib/app/rows/claim-checkout.ts';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { applyingTo } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { newKey } from './new-key.ts';
import { type Subject, subjects } from './subjects.ts';

const signal = new AbortController().signal;
const expected = { amount: '10.5', currency: 'USD' };
const details = { amount: '10.50', currency: 'USD' };
const paid = (eventId: string): HistoryEntry =>
  anEntry({ eventId, status: 'SUCCESS', state: 'succeeded', rank: 60, updatedAt: time(2), details });
const opened = anEntry({
  eventId: 'new',
  status: 'NEW',
  state: 'pending',
  rank: 10,
  updatedAt: time(1),
  details,
});
const expired = anEntry({
  eventId: 'late',
  status: 'EXPIRED',
  state: 'expired',
  rank: 40,
  updatedAt: time(1),
});

function time(minute: number): string {
  return `2026-01-01T00:0${minute}:00.000000000Z`;
}

for (const { name, start, skip } of subjects) {
  describe.skipIf(skip)(`Claiming on ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());

    const apply = (key: CheckoutKey, entry: HistoryEntry) =>
      applyEvents(applyingTo(subject.store), key, [entry], signal);
    const claim = ({ checkoutId }: CheckoutKey, purpose = 'ship', claims: ClaimStore = subject.store) =>
      claimCheckout(
        {
          reader: subject.store,
          claims,
          findProvider,
          now: () => Date.UTC(2026, 0, 2),
          newId: randomUUID,
        },
        { checkoutId, purpose, expected },
      );
    const claimAs = (as: string, { checkoutId }: CheckoutKey, now = Date.UTC(2026, 0, 2)) =>
      claimCheckout(
        {
          reader: subject.store,
          claims: subject.store,
          findProvider,
          now: () => now,
          newId: randomUUID,
        },
        { checkoutId, purpose: 'ship', expected, as },
      );
    const resolve = (key: CheckoutKey) => {
      const by = { who: 'ann', note: 'The provider confirms it.', when: '2026-01-03T00:00:00.000Z' };
      const policy = attentionPolicy(findProvider, key);
      const rows = { reader: subject.store, store: subject.store };
      return rewriteCheckout(rows, key, (row) => resolvedRow(row, policy, by), { write: true, signal });
    };
    const view = ({ checkoutId }: CheckoutKey) => readCheckouts(subject.store, findProvider).get(checkoutId);
    const won = { claimed: true, at: '2026-01-02T00:00:00.000Z' };
    const lost = { claimed: false, reason: 'already_claimed' };

    it('succeeds exactly once of twenty at the same time, for each purpose', async () => {
      const key = newKey();
      await apply(key, paid('paid'));
      for (const purpose of ['ship', 'send-invoice']) {
        const claims = await Promise.all(Array.from({ length: 20 }, () => claim(key, purpose)));
        expect(claims.filter(({ claimed }) => claimed)).toEqual([won]);
        expect(claims.filter(({ claimed }) => !claimed)).toEqual(Array.from({ length: 19 }, () => lost));
      }
      expect((await view(key))?.claims.map(({ purpose }) => purpose).toSorted()).toEqual([
        'send-invoice',
        'ship',
      ]);
    });

    it('is refused until the checkout has succeeded, and for one that nobody knows', async () => {
      const key = newKey();
      expect(await claim(key)).toEqual({ claimed: false, reason: 'not_found' });
      await apply(key, opened);
      expect(await claim(key)).toEqual({ claimed: false, reason: 'not_succeeded' });
      await apply(key, paid('paid'));
      expect(await claim(key)).toEqual(won);
    });

    it('survives every later write, and no write repeats it', async () => {
      const key = newKey();
      await apply(key, paid('paid'));
      expect(await claim(key)).toEqual(won);
      const { claims } = (await view(key)) ?? {};
      await apply(key, paid('paid'));
      await apply(key, opened);
      await apply(key, expired);
      expect(await view(key)).toMatchObject({ claims, attention: [{ kind: 'conflict' }] });
      expect(await claim(key)).toEqual(lost);
      expect(await claim(key, 'refund')).toEqual({ claimed: false, reason: 'needs_attention' });
    });

    it('is not in the way of a webhook that is applied at the same time', async () => {
      const key = newKey();
      await apply(key, paid('paid'));
      const [revision] = (await subject.store.byId(key.checkoutId)).map(
        (row) => 'revision' in row && row.revision,
      );
      await Promise.all([claim(key), apply(key, opened)]);
      expect(await view(key)).toMatchObject({ history: [{ status: 'NEW' }, { status: 'SUCCESS' }] });
      expect(await claim(key)).toEqual(lost);
      const [after] = (await subject.store.byId(key.checkoutId)).map(
        (row) => 'revision' in row && row.revision,
      );
      // The claim is no revision, because events are named by it.
      expect(Number(after) - Number(revision)).toBe(1);
    });

    it('judges again if a contradiction arrives between its look and its write', async () => {
      const key = newKey();
      await apply(key, paid('paid'));
      const claims: ClaimStore = {
        claim: async (...call) => {
          await apply(key, expired);
          return subject.store.claim(...call);
        },
      };
      expect(await claim(key, 'ship', claims)).toEqual({ claimed: false, reason: 'needs_attention' });
      expect((await view(key))?.claims).toEqual([]);
    });

    it('knows its own write again if the answer to it was lost', async () => {
      const key = newKey();
      await apply(key, paid('paid'));
      const claims: ClaimStore = {
        claim: async (...call) => {
          await subject.store.claim(...call);
          return subject.store.claim(...call);
        },
      };
      expect(await claim(key, 'ship', claims)).toEqual(won);
      expect(await claim(key)).toEqual(lost);
    });

    it('needs a purpose that is a name, and a claimant without spaces', async () => {
      await expect(claim(newKey(), 'Ship it')).rejects.toThrow(TypeError);
      for (const as of ['', 'order 1', 'ö', 'o'.repeat(129)])
        await expect(claimAs(as, newKey()), as).rejects.toThrow(TypeError);
    });

    describe('in the name of an order', () => {
      it('succeeds again for the same order, and for no other one', async () => {
        const key = newKey();
        await apply(key, paid('paid'));
        expect(await claimAs('order-1', key)).toEqual(won);
        expect(await claimAs('order-1', key, Date.UTC(2026, 0, 3))).toEqual(won);
        expect(await claimAs('order-2', key)).toEqual(lost);
        expect(await claim(key)).toEqual(lost);
        expect(await claimAs('order-1', key)).toEqual(won);
      });

      it('succeeds for one order of twenty at the same time', async () => {
        const key = newKey();
        await apply(key, paid('paid'));
        const orders = Array.from({ length: 20 }, (_, index) => `order-${index}`);
        const claims = await Promise.all(orders.map((order) => claimAs(order, key)));
        const again = await Promise.all(orders.map((order) => claimAs(order, key)));
        expect(claims.filter(({ claimed }) => claimed)).toEqual([won]);
        expect(again).toEqual(claims);
      });

      it('is refused again if a contradiction has arrived since, until a person has resolved it', async () => {
        const key = newKey();
        await apply(key, paid('paid'));
        expect(await claimAs('order-1', key)).toEqual(won);
        await apply(key, expired);
        expect(await claimAs('order-1', key)).toEqual({ claimed: false, reason: 'needs_attention' });
        expect(await claimAs('order-2', key)).toEqual(lost);
        await resolve(key);
        expect(await claimAs('order-1', key)).toEqual(won);
      });
    });
  });
}
