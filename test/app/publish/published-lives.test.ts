/** What a merchant sees of whole lives: any webhooks, in any order, with persons who resolve in between. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEvents } from '../../../lib/app/apply-events.ts';
import { publishChanges } from '../../../lib/app/publish/publish-changes.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { resolvedRow } from '../../../lib/checkout/rows/resolve.ts';
import { waitingKinds } from '../../../lib/checkout/transition.ts';
import { type ChangeEvent, ChangeEventSchema } from '../../../lib/events/change-event.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { RecordingStore } from '../../../proof/publishing/recording-store.ts';

const key = { checkoutId: 'CCO-1', provider: 'inqud' };
const policy = attentionPolicy(findProvider, key);
const signal = AbortSignal.timeout(600_000);

const words = [
  ['NEW', 'pending', 10],
  ['REQUEST_CREATED', 'pending', 20],
  ['PAYMENT_DETECTED', 'processing', 30],
  ['SUCCESS', 'succeeded', 50],
  ['FAILED', 'failed', 50],
  ['EXPIRED', 'expired', 40],
  ['FAILED_AFTER_TX_COMPLETED', 'review', 60],
  ['ODD', 'unknown', 5],
] as const;

const anyEntry: fc.Arbitrary<HistoryEntry> = fc
  .tuple(fc.constantFrom(...words), fc.nat(5), fc.nat(59))
  .map(([[status, state, rank], minute, second]) => ({
    eventId: `${status}-${minute}`,
    status,
    state,
    rank,
    updatedAt: `2026-01-01T00:0${minute}:00.000000000Z`,
    receivedAt: `2026-01-01T00:10:${String(second).padStart(2, '0')}.000Z`,
    details: {},
  }));

type Step = HistoryEntry | 'resolve';
const anyLife = fc.array(fc.oneof({ weight: 5, arbitrary: anyEntry }, fc.constant<Step>('resolve')), {
  minLength: 1,
  maxLength: 14,
});

/** Applies the steps one after the other. Returns the table with its stream. */
async function live(steps: readonly Step[]): Promise<RecordingStore> {
  const store = new RecordingStore();
  for (const step of steps) {
    if (step !== 'resolve') {
      await applyEvents({ store, policy, raise: () => {} }, key, [step], signal);
      continue;
    }
    const row = await store.read(key);
    if (!row) continue;
    const next = resolvedRow(row, policy, { who: 'ann', when: '2026-01-02T00:00:00.000Z', note: '' });
    if (next !== row) await store.replace(row, next);
  }
  return store;
}

async function publishedOf({ stream }: RecordingStore): Promise<readonly ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  const dependencies = {
    findProvider,
    source: 'urn:checkout-webhooks:test',
    outlet: { publish: async (event: ChangeEvent) => void events.push(event) },
    deadLetters: { send: () => Promise.reject(new Error('Every row can be read.')) },
  };
  expect(await publishChanges(dependencies, stream, { report: () => {}, outOfTime: signal })).toBeUndefined();
  return events;
}

it('The events of a life chain without a gap, and end where the row ends', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife, async (steps) => {
      const store = await live(steps);
      const events = await publishedOf(store);
      const row = await store.read(key);
      let last: ChangeEvent | undefined;
      for (const event of events) {
        expect(event.data.previous?.state).toBe(last?.data.state);
        expect(event.sequence > (last?.sequence ?? '')).toBe(true);
        const { state, attention } = last?.data ?? {};
        expect([event.data.state, event.data.attention]).not.toEqual([state, attention]);
        last = event;
      }
      expect(last?.data.state).toBe(row?.checkout.state);
      expect(last?.data.attention).toEqual(row && waitingKinds(row, policy));
    }),
    { numRuns: 300 },
  );
});

it('Every event of a life fits the schema and has an id of its own, and the same one each time', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife, async (steps) => {
      const store = await live(steps);
      const events = await publishedOf(store);
      for (const event of events) expect(ChangeEventSchema.parse(event)).toEqual(event);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(JSON.stringify(await publishedOf(store))).toBe(JSON.stringify(events));
    }),
    { numRuns: 200 },
  );
});
