import { mergeEntries } from '../../lib/checkout/merge.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import type { FlawedReceiver } from './flawed-receiver.ts';
import { unconditionalTable } from './unconditional-table.ts';

export const finalForEver: FlawedReceiver = {
  name: 'final status wins for ever',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) => {
        const merged = mergeEntries(key, row, entries);
        return row && isFinal(row.state) ? { ...row, history: merged.history } : merged;
      }),
  },
};
