import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { Report } from '../../../lib/app/log-codes.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';

export const reportAfterwards: FlawedReceiver = {
  name: 'report what needs a person only when the batch is done',
  parts: {
    apply: async (dependencies, records, invocation) => {
      const reports: Parameters<Report>[] = [];
      const report: Report = (code, fields) => {
        reports.push([code, fields]);
      };
      const failed = await applyDeliveries(dependencies, records, { ...invocation, report });
      for (const [code, fields] of reports) invocation.report(code, fields);
      return failed;
    },
  },
};
