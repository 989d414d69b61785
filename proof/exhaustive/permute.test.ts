/** Every order, cut into batches in every way. The tests in `proof/permutations` apply events one by one. */

import { describe, expect, it } from 'vitest';
import { permute } from './permute.ts';
import { portionsOf } from './portions.ts';

const TIMEOUT_MS = 60_000;
const ORDERS_OF_SIX = 720;
const ORDERS_OF_FIVE_IN_BATCHES = 120 * 16;

describe('Every order of arrival, and every way to cut it into batches', () => {
  it.each(['CCO-', 'ORCO-', 'tweed'] as const)(
    'ends in the row of the model (%s)',
    async (kind) => {
      expect(await permute(kind)).toEqual({
        of: kind,
        permutations: ORDERS_OF_SIX + ORDERS_OF_FIVE_IN_BATCHES,
      });
    },
    TIMEOUT_MS,
  );

  it('includes every way to cut a list', () => {
    const cuts = [...portionsOf(['a', 'b', 'c'])].map((cut) => cut.map((part) => part.join('')).join('|'));
    expect(cuts).toEqual(['a|b|c', 'a|bc', 'ab|c', 'abc']);
  });
});
