import type { DeployedPlace, LocalPlace, Place } from '../stage/place.ts';
import { bad, type Finding, ok } from './finding.ts';

const CHECK = 'deployed';
const TIMEOUT_MS = 5_000;

/** Whether there is a deployment, in whatever state: without one there is nothing more to look at. */
export interface Deployment {
  readonly isThere: boolean;
  readonly finding: Finding;
}

export const findDeployment = (place: Place): Promise<Deployment> =>
  place.isLocal ? findLocally(place) : findStack(place);

async function findStack(place: DeployedPlace): Promise<Deployment> {
  const { describeStack } = await import('../aws/describe-stack.ts');
  const stack = await describeStack(place);
  if (stack) return { isThere: true, finding: statusFinding(place, stack.status) };
  return {
    isThere: false,
    finding: bad(CHECK, `there is no stack ${place.stackName}`, deployCommand(place)),
  };
}

function statusFinding(place: DeployedPlace, status: string): Finding {
  const detail = `stack ${place.stackName} is ${status}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(CHECK, detail);
  if (status.endsWith('_IN_PROGRESS')) return bad(CHECK, detail, 'Wait until it is done, then look again.');
  return bad(
    CHECK,
    detail,
    `The last deployment failed. Find out why, and repeat it: ${deployCommand(place)}`,
  );
}

const deployCommand = ({ stage }: DeployedPlace): string => `npx serverless deploy --stage ${stage}`;

/** Any answer will do: whatever answers there speaks HTTP. */
async function findLocally({ webhooksUrl }: LocalPlace): Promise<Deployment> {
  const { status } = await fetch(webhooksUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { isThere: true, finding: ok(CHECK, `${webhooksUrl} answers (${status} to a GET, as it should)`) };
}
