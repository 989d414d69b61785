import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const failuresDeleted: FlawedReceiver = {
  name: 'a failing record is deleted with the batch',
  parts: {
    apply: async (dependencies, records, outOfTime) => {
      await applyDeliveries(dependencies, records, outOfTime);
      return [];
    },
  },
};
