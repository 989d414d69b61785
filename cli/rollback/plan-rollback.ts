import type { StackParameter, StageDeployments, Template } from '../aws/stage-deployments.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import type { DeployedTarget } from '../stage/target.ts';
import { deploymentBefore } from './choose-deployment.ts';
import type { StageDeployment } from './deployments.ts';

/** A deployment, and the version of the service that it has. */
export interface VersionedDeployment extends StageDeployment {
  /** Undefined if the deployment is older than the output with the version. */
  readonly version: string | undefined;
}

export interface RollbackPlan {
  readonly from: VersionedDeployment;
  readonly to: VersionedDeployment;
  /** The parameters of the earlier template, with the values that they had then. */
  readonly parameters: readonly StackParameter[];
}

/**
 * Finds out where a rollback leads.
 * @param wanted the timestamp of a deployment; without it, the deployment before the current one
 * @throws CommandFailure if there is no such deployment
 */
export async function planRollback(
  target: DeployedTarget,
  stage: StageDeployments,
  wanted: string | undefined,
): Promise<RollbackPlan> {
  const [deployments, template] = await Promise.all([stage.list(), stage.currentTemplate()]);
  const folder = codeFolderOf(template);
  const current = deployments.find((deployment) => deployment.folder === folder);
  const to =
    wanted === undefined
      ? current && deploymentBefore({ deployments, current, events: await stage.events() })
      : deployments.find(({ timestamp }) => timestamp === wanted);
  if (!current || !to) throw refused(notFound(target, deployments, wanted));
  if (to === current) throw refused(`${target.title} runs the deployment ${to.timestamp} already.`);
  const earlier = await stage.templateOf(to);
  return {
    from: { ...current, version: versionOf(template) },
    to: { ...to, version: versionOf(earlier) },
    parameters: await parametersFor(stage, to, template, earlier),
  };
}

const refused = (message: string): CommandFailure => new CommandFailure('no_deployment', message);

/** The folder from which the functions take their code. It is right after a failed deployment and a rollback, too. */
function codeFolderOf({ Resources }: Template): string | undefined {
  for (const { Properties } of Object.values(Resources)) {
    const key = Properties?.Code?.S3Key;
    if (key !== undefined) return key.slice(0, key.lastIndexOf('/'));
  }
  return undefined;
}

function versionOf({ Outputs }: Template): string | undefined {
  const version = Outputs?.['ServiceVersion']?.Value;
  return typeof version === 'string' ? version : undefined;
}

/**
 * Returns the parameters for an update to an earlier template. A template of an earlier version may have some, such as
 * the address for alarms. One whose value is not known anymore keeps the present one, or gets its default.
 */
async function parametersFor(
  stage: StageDeployments,
  to: StageDeployment,
  present: Template,
  earlier: Template,
): Promise<readonly StackParameter[]> {
  const names = Object.keys(earlier.Parameters ?? {});
  if (names.length === 0) return [];
  const values = await stage.parametersOf(to);
  const parameters: StackParameter[] = [];
  for (const name of names)
    if (values.has(name) || name in (present.Parameters ?? {}))
      parameters.push({ name, value: values.get(name) });
  return parameters;
}

function notFound(
  { title }: DeployedTarget,
  deployments: readonly StageDeployment[],
  wanted: string | undefined,
): string {
  const timestamps = deployments.map(({ timestamp }) => timestamp).join(', ') || 'none';
  if (wanted !== undefined)
    return `${title} has no deployment ${wanted} in its bucket. It has ${timestamps}.`;
  return `${title} has no earlier deployment to go back to. The deployments in its bucket: ${timestamps}.`;
}
