import { mergeEntries } from '../../../lib/checkout/merge.ts';
import { byPosition } from '../../../lib/checkout/position.ts';
import { unconditionalTable } from '../applying/unconditional-table.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const detailsErased: FlawedReceiver = {
  name: 'an event that leaves out a detail erases it',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) => {
        const merged = mergeEntries(key, row, entries);
        const owner = merged.history.toSorted(byPosition).at(-1);
        return { ...merged, details: owner?.details ?? {} };
      }),
  },
};
