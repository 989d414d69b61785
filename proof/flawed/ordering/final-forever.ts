import { mergeEntries } from '../../../lib/checkout/merge.ts';
import { isFinal } from '../../../lib/checkout/state.ts';
import { unconditionalTable } from '../applying/unconditional-table.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const finalForever: FlawedReceiver = {
  name: 'final status wins forever',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) => {
        const merged = mergeEntries(key, row, entries);
        return row && isFinal(row.state) ? { ...row, history: merged.history } : merged;
      }),
  },
};
