import { mergeEntries } from '../../../lib/checkout/merge.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';
import { unconditionalTable } from './unconditional-table.ts';

export const checkThenInsert: FlawedReceiver = {
  name: 'check, then insert',
  parts: {
    createTable: (pause) => unconditionalTable((row, key, entries) => mergeEntries(key, row, entries), pause),
  },
};
