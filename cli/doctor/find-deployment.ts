import type { DeployedTarget, LocalTarget, Target } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';

const CHECK = 'deployed';
const TIMEOUT_MS = 5_000;

/** Whether there is a deployment, in whatever state: without one there is nothing more to look at. */
export interface Deployment {
  readonly isThere: boolean;
  readonly finding: Finding;
}

export const findDeployment = (target: Target): Promise<Deployment> =>
  target.isLocal ? findLocally(target) : findStack(target);

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
  if (status.endsWith('_IN_PROGRESS')) return bad(CHECK, detail, 'Wait until it is done, then look again.');
  return bad(
    CHECK,
    detail,
    `The last deployment failed. Find out why, and repeat it: ${deployCommand(target)}`,
  );
}

const deployCommand = ({ stage }: DeployedTarget): string => `npx serverless deploy --stage ${stage}`;

/** Any answer will do: whatever answers there speaks HTTP. */
async function findLocally({ webhooksUrl }: LocalTarget): Promise<Deployment> {
  const { status } = await fetch(webhooksUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { isThere: true, finding: ok(CHECK, `${webhooksUrl} answers (${status} to a GET, as it should)`) };
}
