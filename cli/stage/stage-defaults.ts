import * as z from 'zod/mini';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { resolveVariables } from '../../service/variables.ts';

/** The settings of a stage in serverless.yml that the commands need. */
export interface StageDefaults {
  readonly region?: string;
}

const Region = z.object({ provider: z.object({ region: z.unknown() }) });

/**
 * Reads the region that `serverless deploy --stage <stage>` uses. An option of that
 * command is not in the file, so a user must pass it to the CLI too.
 */
export function readStageDefaults(stage: string): StageDefaults {
  const document = readCloudFormationYaml(projectDirectory, 'serverless.yml');
  const scope = { directory: projectDirectory, document, stage, options: { stage } };
  const region = resolveVariables(z.parse(Region, document).provider.region, scope);
  return typeof region === 'string' ? { region } : {};
}
