import { describe, expect, it } from 'vitest';
import { isOrdinaryAfter, type Lifecycle, stepOf } from '../../lib/checkout/lifecycle.ts';
import { positionOf } from '../../lib/checkout/position.ts';
import { providers } from '../../lib/providers/registry.ts';

const lifecycles = providers.flatMap(({ name, lifecycles }) =>
  Object.entries(lifecycles).map(([prefix, lifecycle]) => ({ name: `${name} ${prefix}`, lifecycle })),
);

describe.each(lifecycles)('The lifecycle of $name', ({ lifecycle }) => {
  it('gives every unknown status the same rank, whatever the table holds', () => {
    const unknown = stepOf(lifecycle, 'A_WORD_NOBODY_KNOWS');
    expect(unknown).toEqual({ state: 'unknown', rank: 1 });
    expect(stepOf({ ...lifecycle, CANCELLED: { state: 'failed', rank: 5 } }, 'ANOTHER')).toEqual(unknown);
  });

  it('orders an unknown status below every known one', () => {
    const unknown = {
      ...stepOf(lifecycle, 'A_WORD_NOBODY_KNOWS'),
      eventId: 'z',
      updatedAt: '9999-01-01T00:00:00.000000000Z',
    };
    for (const step of Object.values(lifecycle)) {
      expect(
        positionOf({ ...step, eventId: 'a', updatedAt: '2000-01-01T00:00:00.000000000Z' }) >
          positionOf(unknown),
      ).toBe(true);
    }
  });

  it('gives every status a rank of its own', () => {
    const ranks = Object.values(lifecycle).map(({ rank }) => rank);
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for the unknown word it is', (word) => {
    expect(stepOf(lifecycle, word).state).toBe('unknown');
  });
});

describe('What may follow a final status in an ordinary life', () => {
  const lifecycle: Lifecycle = {
    FAILED: { state: 'failed', rank: 40, mayBeFollowedBy: ['DONE'] },
    DONE: { state: 'succeeded', rank: 50 },
  };

  it.each([
    ['a status that the table names', 'FAILED', 'DONE', true],
    ['no other status', 'FAILED', 'EXPIRED', false],
    ['nothing where the table names nothing', 'DONE', 'FAILED', false],
    ['nothing after a word that the table does not know', 'SEIZED', 'DONE', false],
    ['nothing after a word that is a property of every object', 'constructor', 'DONE', false],
  ])('is %s', (_rule, from, to, isOrdinary) => {
    expect(isOrdinaryAfter(lifecycle, from, to)).toBe(isOrdinary);
  });
});
