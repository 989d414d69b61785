import { describe, expect, it } from 'vitest';
import { stepOf } from '../../lib/checkout/lifecycle.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import { providers } from '../../lib/providers/registry.ts';

const lifecycles = providers.flatMap(({ name, lifecycles }) =>
  Object.entries(lifecycles).map(([prefix, lifecycle]) => ({ name: `${name} ${prefix}`, lifecycle })),
);

describe.each(lifecycles)('The lifecycle of $name', ({ lifecycle }) => {
  it('ranks an unknown status above every open one and below every final one', () => {
    const unknown = stepOf(lifecycle, 'A_WORD_NOBODY_KNOWS');
    const steps = Object.values(lifecycle);
    expect(unknown.state).toBe('unknown');
    expect(steps.filter(({ state }) => isFinal(state)).every(({ rank }) => rank > unknown.rank)).toBe(true);
    expect(steps.filter(({ state }) => !isFinal(state)).every(({ rank }) => rank < unknown.rank)).toBe(true);
  });

  it('gives every status a rank of its own', () => {
    const ranks = Object.values(lifecycle).map(({ rank }) => rank);
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for the unknown word it is', (word) => {
    expect(stepOf(lifecycle, word).state).toBe('unknown');
  });
});
