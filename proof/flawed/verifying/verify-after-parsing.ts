import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import { parseJsonBody } from '../../../lib/providers/reading/json-body.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const verifyAfterParsing: FlawedReceiver = {
  name: 'verify after parsing',
  parts: {
    receive: async (dependencies, delivery, invocation) => {
      try {
        parseJsonBody(delivery.body);
      } catch {
        return { outcome: 'unavailable' };
      }
      return receiveDelivery(dependencies, delivery, invocation);
    },
  },
};
