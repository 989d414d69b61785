import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const acknowledgeFirst: FlawedReceiver = {
  name: 'acknowledge before the queue accepts',
  parts: {
    receive: ({ queue, ...dependencies }, delivery, invocation) => {
      const send: typeof queue.send = async (message) => {
        queue.send(message, invocation.outOfTime).catch(() => {});
        return 'soon';
      };
      return receiveDelivery({ ...dependencies, queue: { send } }, delivery, invocation);
    },
  },
};
