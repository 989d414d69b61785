import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const wholeBatchFails: FlawedReceiver = {
  name: 'one failing record fails the batch',
  parts: {
    apply: async (dependencies, records, invocation) => {
      const failed = await applyDeliveries(dependencies, records, invocation);
      return failed.length > 0 ? records.map(({ messageId }) => messageId) : [];
    },
  },
};
