import { mergeEntries } from '../../../lib/checkout/merge.ts';
import { ownedBy, unconditionalTable } from '../applying/unconditional-table.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const arrivalOrder: FlawedReceiver = {
  name: 'order by arrival',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) =>
        ownedBy(mergeEntries(key, row, entries), entries.at(-1) ?? entries[0]),
      ),
  },
};
