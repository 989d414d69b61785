import type { StageDeployment } from './deployments.ts';

/** A change of the status of the whole stack, or of one resource in it. */
export interface StackEvent {
  readonly at: number;
  readonly isStack: boolean;
  readonly resource: string;
  readonly status: string;
  readonly reason: string;
}

const SUCCEEDED = /^(CREATE|UPDATE|IMPORT)_COMPLETE$/;

/**
 * Returns whether a deployment failed. CloudFormation goes back by itself from one that fails, but its files stay in the
 * bucket and look like those of any other. A deployment older than the events counts as successful.
 *
 * @param events oldest first; CloudFormation keeps them for 90 days
 * @param next the deployment that followed
 */
export function hasFailed(
  events: readonly StackEvent[],
  { timestamp }: StageDeployment,
  next: StageDeployment,
): boolean {
  for (const { at, isStack, status } of events) {
    const isAboutIt = isStack && at >= Number(timestamp) && at < Number(next.timestamp);
    if (isAboutIt && isFinal(status)) return !isSuccess(status);
  }
  return false;
}

/** Whether an update has ended, successfully or not. */
export const isFinal = (status: string): boolean => !status.endsWith('_IN_PROGRESS');

export const isSuccess = (status: string): boolean => SUCCEEDED.test(status);

/** Returns the first resource of the latest update that failed, with CloudFormation's reason. @param events oldest first */
export function firstFailure(events: readonly StackEvent[]): string | undefined {
  const start = events.findLastIndex(({ isStack, status }) => isStack && status === 'UPDATE_IN_PROGRESS');
  for (const { isStack, resource, status, reason } of events.slice(start + 1))
    if (!isStack && status.endsWith('_FAILED')) return `${resource}: ${reason}`;
  return undefined;
}
