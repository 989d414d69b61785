import { expect, it } from 'vitest';
import { compareText } from '../../lib/values/compare-text.ts';

it('sorts texts by code unit, not by language', () => {
  expect(['b', 'a', 'B', 'a'].toSorted(compareText)).toEqual(['B', 'a', 'a', 'b']);
});
