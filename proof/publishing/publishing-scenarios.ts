import { applyEvents } from '../../lib/app/apply-events.ts';
import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { RecordingStore } from './recording-store.ts';

const words = {
  NEW: ['pending', 10],
  REQUEST_CREATED: ['pending', 20],
  PAYMENT_DETECTED: ['processing', 30],
  EXPIRED: ['expired', 40],
  FAILED: ['failed', 45],
  SUCCESS: ['succeeded', 50],
  ODD: ['unknown', 5],
} as const;

export type Word = keyof typeof words;
export const everyWord: readonly Word[] = [
  'NEW',
  'REQUEST_CREATED',
  'PAYMENT_DETECTED',
  'EXPIRED',
  'FAILED',
  'SUCCESS',
  'ODD',
];

/** A webhook of a checkout, a person who resolves what waits in it, or somebody who breaks its row. */
export type Step = readonly [checkoutId: string, what: Word | 'resolve' | 'break'];

/** Returns the stream of a table after some steps. */
export async function streamAfter(steps: readonly Step[]): Promise<readonly RowChange[]> {
  const store = new RecordingStore();
  const broken = new Set<RowChange>();
  for (const [checkoutId, what] of steps) {
    if (what === 'resolve') await resolve(store, checkoutId);
    else if (what === 'break') await touch(store, checkoutId, broken);
    else await deliver(store, checkoutId, what);
  }
  return store.stream.map((change) => withBreaks(change, broken));
}

const keyNamed = (checkoutId: string) => ({ checkoutId, provider: 'inqud' });
const policyOf = (checkoutId: string) => attentionPolicy(findProvider, keyNamed(checkoutId));

async function deliver(store: RecordingStore, checkoutId: string, status: Word): Promise<void> {
  const [state, rank] = words[status];
  const receivedAt = `2026-01-01T00:00:${String(store.stream.length % 60).padStart(2, '0')}.000Z`;
  const entry: HistoryEntry = {
    eventId: `${checkoutId}-${status}`,
    status,
    state,
    rank,
    receivedAt,
    details: {},
  };
  const applying = { store, policy: policyOf(checkoutId), raise: () => {} };
  await applyEvents(applying, keyNamed(checkoutId), [entry], new AbortController().signal);
}

async function resolve(store: RecordingStore, checkoutId: string): Promise<void> {
  const row = await store.read(keyNamed(checkoutId));
  if (!row) return;
  const by = { who: 'ann', when: '2026-01-02T00:00:00.000Z', note: '' };
  const next = resolvedRow(row, policyOf(checkoutId), by);
  if (next !== row) await store.replace(row, next);
}

/** Writes a row as it is, and marks this write as one that left what nobody can read. */
async function touch(store: RecordingStore, checkoutId: string, broken: Set<RowChange>): Promise<void> {
  const row = await store.read(keyNamed(checkoutId));
  if (!row) return;
  await store.replace(row, row);
  const change = store.stream.at(-1);
  if (change) broken.add(change);
}

/** The row is unreadable after the write that broke it, and before the next one. */
function withBreaks(change: RowChange, broken: ReadonlySet<RowChange>): RowChange {
  const breaksBefore = [...broken].some(({ after }) => after === change.before && after !== undefined);
  return {
    ...change,
    before: breaksBefore ? 'unreadable' : change.before,
    after: broken.has(change) ? 'unreadable' : change.after,
  };
}

/** Small lives in which every rule of publishing is at work. */
export const scenarios: Readonly<Record<string, readonly Step[]>> = {
  'two checkouts are paid': [
    ['A', 'NEW'],
    ['B', 'NEW'],
    ['A', 'REQUEST_CREATED'],
    ['B', 'SUCCESS'],
    ['A', 'SUCCESS'],
  ],
  'a paid checkout is contradicted, resolved, and contradicted again': [
    ['A', 'SUCCESS'],
    ['A', 'FAILED'],
    ['A', 'resolve'],
    ['A', 'EXPIRED'],
  ],
  'a row is broken between others': [
    ['P', 'NEW'],
    ['P', 'break'],
    ['A', 'NEW'],
    ['P', 'SUCCESS'],
    ['A', 'SUCCESS'],
  ],
};
