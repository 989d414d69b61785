import type { StageDeployment } from './deployments.ts';
import { hasFailed, type StackEvent } from './stack-update.ts';

/** What the bucket and the stack say about the deployments of a stage. */
export interface DeploymentHistory {
  /** Oldest first. */
  readonly deployments: readonly StageDeployment[];
  /** The one whose code runs now. */
  readonly current: StageDeployment;
  /** Oldest first. */
  readonly events: readonly StackEvent[];
}

/**
 * Returns the deployment before the current one. It passes over deployments that failed.
 * Returns undefined if there is none.
 */
export function deploymentBefore({
  deployments,
  current,
  events,
}: DeploymentHistory): StageDeployment | undefined {
  for (let index = deployments.indexOf(current) - 1; index >= 0; index--) {
    const [deployment, next] = deployments.slice(index, index + 2);
    if (deployment && next && !hasFailed(events, deployment, next)) return deployment;
  }
  return undefined;
}
