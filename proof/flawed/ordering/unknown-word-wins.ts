import { mergeEntries } from '../../../lib/checkout/merge.ts';
import { compareText } from '../../../lib/values/compare-text.ts';
import { ownedBy, unconditionalTable } from '../applying/unconditional-table.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const unknownWordWins: FlawedReceiver = {
  name: 'an unknown word takes a paid order away',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) => {
        const merged = mergeEntries(key, row, entries);
        const latest = merged.history.toSorted((left, right) =>
          compareText(left.updatedAt ?? '', right.updatedAt ?? ''),
        );
        return ownedBy(merged, latest.at(-1) ?? entries[0]);
      }),
  },
};
