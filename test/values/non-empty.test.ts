import { describe, expect, it } from 'vitest';
import { isNonEmpty, mapEach } from '../../lib/values/non-empty.ts';

describe('A list', () => {
  it('is not empty if it has an item, whatever the item is', () => {
    expect([isNonEmpty([]), isNonEmpty([undefined]), isNonEmpty([1, 2])]).toEqual([false, true, true]);
  });

  it('that is not empty is mapped item by item, in its order', () => {
    expect([mapEach([1], String), mapEach([1, 2, 3], String)]).toEqual([['1'], ['1', '2', '3']]);
  });
});
