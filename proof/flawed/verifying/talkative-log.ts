import { receiveDelivery } from '../../../lib/app/receive-delivery.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const talkativeLog: FlawedReceiver = {
  name: 'body or signature in the log',
  parts: {
    receive: (dependencies, delivery, { report, outOfTime }) =>
      receiveDelivery(dependencies, delivery, {
        report: (code, fields) => report(code, { ...fields, reason: JSON.stringify(delivery.headers) }),
        outOfTime,
      }),
  },
};
