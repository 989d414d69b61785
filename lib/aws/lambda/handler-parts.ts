import type { Report } from '../../app/log-codes.ts';
import type { InvocationLog } from '../telemetry/invocation-log.ts';

/** What a handler works with: the parts of the service, and a log for each invocation instead of one for all. */
export type HandlerParts<Dependencies extends { readonly report: Report }> = Omit<Dependencies, 'report'> & {
  readonly startLog: () => InvocationLog;
};
