import { setTimeout as sleep } from 'node:timers/promises';
import { describeStack } from '../aws/describe-stack.ts';
import type { StageDeployments } from '../aws/stage-deployments.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import type { DeployedTarget } from '../stage/target.ts';
import { firstFailure, isFinal, isSuccess } from './stack-update.ts';

const PAUSE_MS = 2_000;

/**
 * Resolves when CloudFormation has updated the stack.
 * @param onStatus called with each status that it reads
 * @throws CommandFailure with the reason if the update failed
 */
export async function awaitUpdate(
  target: DeployedTarget,
  stage: StageDeployments,
  onStatus: (status: string) => void,
): Promise<void> {
  for (;;) {
    const status = (await describeStack(target))?.status ?? 'DELETED';
    onStatus(status);
    if (isSuccess(status)) return;
    if (isFinal(status)) throw new CommandFailure('update_failed', await failureText(stage, status));
    await sleep(PAUSE_MS);
  }
}

async function failureText(stage: StageDeployments, status: string): Promise<string> {
  const cause = firstFailure(await stage.events()) ?? 'CloudFormation gives no reason';
  const outcome =
    status === 'UPDATE_ROLLBACK_COMPLETE'
      ? 'CloudFormation has returned to the deployment that ran before'
      : `The stack is ${status}`;
  return `The rollback failed. ${outcome}. The first cause: ${cause}`;
}
