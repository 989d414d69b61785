import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const attentionUnreported: FlawedReceiver = {
  name: 'attention is written and reported to nobody',
  parts: {
    apply: (dependencies, records, { report, outOfTime }) =>
      applyDeliveries(dependencies, records, {
        report: (code, fields) => {
          if (!code.startsWith('checkout_')) report(code, fields);
        },
        outOfTime,
      }),
  },
};
