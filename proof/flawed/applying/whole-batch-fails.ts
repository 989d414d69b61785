import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const wholeBatchFails: FlawedReceiver = {
  name: 'one failing record fails the batch',
  parts: {
    apply: async (dependencies, records, outOfTime) => {
      const failed = await applyDeliveries(dependencies, records, outOfTime);
      return failed.length > 0 ? records.map(({ messageId }) => messageId) : [];
    },
  },
};
