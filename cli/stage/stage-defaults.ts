import * as z from 'zod/mini';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { resolveVariables } from '../../service/variables.ts';

/** The settings of a stage in serverless.yml that the commands need. */
export interface StageDefaults {
  readonly region?: string;
  readonly stateShards?: number;
}

const Region = z.object({ provider: z.object({ region: z.unknown() }) });
const Shards = z.object({
  functions: z.object({ consume: z.object({ environment: z.object({ STATE_SHARDS: z.unknown() }) }) }),
});

/**
 * Reads the region that `serverless deploy --stage <stage>` uses, and the number of shards for each state. An option or
 * a `--param` of that command is not in the file, so a user must pass it to the CLI too.
 */
export function readStageDefaults(stage: string): StageDefaults {
  const document = readCloudFormationYaml(projectDirectory, 'serverless.yml');
  const scope = { directory: projectDirectory, document, stage, options: { stage } };
  const { STATE_SHARDS } = z.parse(Shards, document).functions.consume.environment;
  const region = resolveVariables(z.parse(Region, document).provider.region, scope);
  const stateShards = resolveVariables(STATE_SHARDS, scope);
  return withoutUndefined({
    region: typeof region === 'string' ? region : undefined,
    stateShards: typeof stateShards === 'number' ? stateShards : undefined,
  });
}
