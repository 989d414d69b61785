import packageJson from '../../package.json' with { type: 'json' };
import { projectDirectory } from '../../service/project-directory.ts';
import { TEMPLATE_HASH_OUTPUT, templateHash } from '../../service/template/template-hash.ts';
import type { DeployedStack } from '../aws/describe-stack.ts';
import { requireStack } from '../stage/require-stack.ts';
import { type DeployedTarget, serverlessCommand } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';

export const VERSION_CHECK = 'version';

/** Checks that the stage runs the version of this command, deployed from the files that are here. */
export async function versionFinding(target: DeployedTarget): Promise<Finding> {
  const here = templateHash(projectDirectory, target.stage);
  return judgeVersion(target, await requireStack(target), { version: packageJson.version, hash: here });
}

interface Checkout {
  readonly version: string;
  /** Undefined if the files of the template are not here. */
  readonly hash: string | undefined;
}

export function judgeVersion(target: DeployedTarget, { outputs }: DeployedStack, here: Checkout): Finding {
  const version = outputs.get('ServiceVersion')?.value;
  const hash = outputs.get(TEMPLATE_HASH_OUTPUT)?.value;
  const deploy = serverlessCommand(target, 'deploy');
  const remedy = `To deploy what you have here: ${deploy} (see docs/upgrading.md)`;
  if (version === undefined)
    return bad(VERSION_CHECK, `the stage does not say its version, and this is ${here.version}`, remedy);
  if (version !== here.version)
    return bad(VERSION_CHECK, `the stage runs ${version}, and this is ${here.version}`, remedy);
  if (here.hash !== undefined && hash !== here.hash)
    return bad(
      VERSION_CHECK,
      `the stage runs ${version}, but with other settings or resources than the files here`,
      remedy,
    );
  return ok(VERSION_CHECK, `the stage runs ${version}, from the files here`);
}
