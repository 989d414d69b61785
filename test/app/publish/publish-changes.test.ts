import { describe, expect, it } from 'vitest';
import type { LogCode, LogFields } from '../../../lib/app/log-codes.ts';
import { type DeadLetter, PortFault, type StoredCheckout } from '../../../lib/app/ports.ts';
import { publishChanges, type RowChange } from '../../../lib/app/publish/publish-changes.ts';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey, HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { anEntry } from '../../checkout/entry-builder.ts';

const created = anEntry({ status: 'NEW', state: 'pending', rank: 10 });
const detected = anEntry({ status: 'PAYMENT_DETECTED', state: 'processing', rank: 30 });
const paid = anEntry({ status: 'SUCCESS', state: 'succeeded', rank: 50 });

const keyNamed = (checkoutId: string): CheckoutKey => ({ checkoutId, provider: 'inqud' });

function rowOf(checkoutId: string, ...history: NonEmpty<HistoryEntry>): StoredCheckout {
  const checkout = checkoutOf(keyNamed(checkoutId), history);
  return { checkout, openFacts: [], revision: history.length };
}

/** The changes of a checkout that is created, detected and paid. Their records are `<id>1`, `<id>2` and `<id>3`. */
function lifeOf(id: string): readonly [RowChange, RowChange, RowChange] {
  const rows = [
    rowOf(id, created),
    rowOf(id, created, detected),
    rowOf(id, created, detected, paid),
  ] as const;
  const key = keyNamed(id);
  return [
    { recordId: `${id}1`, key, before: undefined, after: rows[0] },
    { recordId: `${id}2`, key, before: rows[0], after: rows[1] },
    { recordId: `${id}3`, key, before: rows[1], after: rows[2] },
  ];
}

/** Publishes to an outlet that refuses the events for which `refuses` holds. */
async function publish(
  changes: readonly RowChange[],
  refuses: (event: ChangeEvent) => boolean = () => false,
  outOfTime: AbortSignal = AbortSignal.timeout(60_000),
) {
  const events: ChangeEvent[] = [];
  const letters: DeadLetter[] = [];
  const lines: [LogCode, LogFields][] = [];
  const dependencies = {
    findProvider,
    source: 'urn:checkout-webhooks:test',
    outlet: {
      async publish(event: ChangeEvent) {
        if (refuses(event)) throw new PortFault('Publish: InternalError');
        events.push(event);
      },
    },
    deadLetters: { send: async (letter: DeadLetter) => void letters.push(letter) },
  };
  const report = (code: LogCode, fields: LogFields) => void lines.push([code, fields]);
  const again = await publishChanges(dependencies, changes, { report, outOfTime });
  const told = events.map(({ subject, type, sequence }) => `${subject} ${type} ${Number(sequence)}`);
  return { again, told, events, letters, lines };
}

const A = lifeOf('A');
const B = lifeOf('B');

describe('Publishing a batch of changes', () => {
  it('publishes those of a checkout in their order, each with its number', async () => {
    const { again, told } = await publish(A);
    expect(told).toEqual(['A checkout.pending 1', 'A checkout.processing 2', 'A checkout.succeeded 3']);
    expect(again).toBeUndefined();
  });

  it('publishes nothing for a row that was deleted, readable or not', async () => {
    const deleted = { ...A[0], before: A[2].after, after: undefined };
    const result = await publish([deleted, { ...deleted, before: 'unreadable' }]);
    expect([result.told, result.letters, result.again]).toEqual([[], [], undefined]);
  });

  it('publishes the same event when the stream sends a record again', async () => {
    const [one, other] = [await publish(A), await publish(A.slice(1))];
    expect(JSON.stringify(other.events)).toBe(JSON.stringify(one.events.slice(1)));
  });

  it('asks for everything from the first change that was not published', async () => {
    const { again, told, lines } = await publish(
      [A[0], B[0], A[1], A[2]],
      ({ sequence }) => Number(sequence) === 2,
    );
    expect(again).toBe('A2');
    expect(told).toEqual(['A checkout.pending 1', 'B checkout.pending 1']);
    expect(lines.at(-1)).toEqual([
      'change_failed',
      { checkoutId: 'A', provider: 'inqud', reason: 'Publish: InternalError' },
    ]);
  });

  it('asks for an earlier change of another checkout that was not started yet', async () => {
    const many = Array.from({ length: 30 }, (_, index) => lifeOf(`C${index}`)[0]);
    const { again, told } = await publish(many, ({ subject }) => subject === 'C0');
    expect(again).toBe('C01');
    expect(told.length).toBeLessThan(30);
  });

  it('starts nothing when no time is left, and asks for all of it again', async () => {
    const { again, told } = await publish([...A, ...B], undefined, AbortSignal.abort());
    expect([again, told]).toEqual(['A1', []]);
  });
});

describe('A change that cannot be read', () => {
  const unreadable: RowChange = { ...A[1], after: 'unreadable' };

  it('goes to the dead letters by its key, and holds up nothing', async () => {
    const { again, told, letters, lines } = await publish([A[0], unreadable, B[0], A[2]]);
    expect(again).toBeUndefined();
    expect(told.toSorted()).toEqual([
      'A checkout.pending 1',
      'A checkout.succeeded 3',
      'B checkout.pending 1',
    ]);
    expect(letters).toEqual([
      {
        text: '{"checkoutId":"A","provider":"inqud","recordId":"A2"}',
        reason: 'row_unreadable',
        provider: 'inqud',
      },
    ]);
    expect(lines.map(([code]) => code)).toContain('change_dead_lettered');
  });

  it('is also one after a row that cannot be read: what changed is not known', async () => {
    const { told, letters } = await publish([{ ...A[1], before: 'unreadable' }]);
    expect([told, letters.length]).toEqual([[], 1]);
  });

  it('is asked for again when the dead letters do not take it', async () => {
    const dependencies = {
      findProvider,
      source: 'urn:checkout-webhooks:test',
      outlet: { publish: async () => {} },
      deadLetters: { send: () => Promise.reject(new PortFault('SendMessage: TimeoutError')) },
    };
    const invocation = { report: () => {}, outOfTime: AbortSignal.timeout(60_000) };
    expect(await publishChanges(dependencies, [A[0], unreadable], invocation)).toBe('A2');
  });
});
