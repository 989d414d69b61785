import { type DeployedTarget, type LocalTarget, serverlessCommand, type Target } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';

const CHECK = 'deployed';
const TIMEOUT_MS = 5_000;

/** Whether there is a deployment, in any state. Without one there is nothing else to check. */
export interface Deployment {
  readonly isThere: boolean;
  readonly finding: Finding;
}

export const findDeployment = (target: Target): Promise<Deployment> =>
  target.isLocal ? findLocalStack(target) : findStack(target);

async function findStack(target: DeployedTarget): Promise<Deployment> {
  const { describeStack } = await import('../aws/describe-stack.ts');
  const stack = await describeStack(target);
  if (stack) return { isThere: true, finding: statusFinding(target, stack.status) };
  return {
    isThere: false,
    finding: bad(CHECK, `there is no stack ${target.stackName}`, deployCommand(target)),
  };
}

function statusFinding(target: DeployedTarget, status: string): Finding {
  const detail = `stack ${target.stackName} is ${status}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(CHECK, detail);
  if (status.endsWith('_IN_PROGRESS'))
    return bad(CHECK, detail, 'Wait until the deployment has finished, then run doctor again.');
  return bad(
    CHECK,
    detail,
    `The last deployment failed. Fix the cause, then deploy again: ${deployCommand(target)}`,
  );
}

const deployCommand = (target: DeployedTarget): string => serverlessCommand(target, 'deploy');

/** Any answer is enough, because it shows that something there speaks HTTP. */
async function findLocalStack({ webhooksUrl }: LocalTarget): Promise<Deployment> {
  const { status } = await fetch(webhooksUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { isThere: true, finding: ok(CHECK, `${webhooksUrl} answers a GET request with ${status}`) };
}
