import type { Report } from '../../app/signals.ts';

/** What one invocation of a function reports with. Nothing in it throws. */
export interface InvocationReport {
  readonly report: Report;
  /** To be called when the invocation ends, however it does: writes the metrics of what was reported. */
  readonly flush: () => void;
}

/** What a handler works with: the parts of the service, and a report for each invocation instead of one for all. */
export type HandlerParts<Dependencies extends { readonly report: Report }> = Omit<Dependencies, 'report'> & {
  readonly beginReport: () => InvocationReport;
};
