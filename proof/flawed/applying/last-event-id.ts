import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';
import { unconditionalTable } from './unconditional-table.ts';

export const lastEventId: FlawedReceiver = {
  name: 'remember only the last event id',
  parts: {
    createTable: () =>
      unconditionalTable((row, key, entries) => {
        if (!row) return checkoutOf(key, entries);
        const last = row.history.at(-1)?.eventId;
        return checkoutOf(key, [...row.history, ...entries.filter(({ eventId }) => eventId !== last)]);
      }),
  },
};
