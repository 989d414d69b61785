import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const failuresDeleted: FlawedReceiver = {
  name: 'a failing record is deleted with the batch',
  parts: {
    apply: async (dependencies, records, invocation) => {
      await applyDeliveries(dependencies, records, invocation);
      return [];
    },
  },
};
