import * as z from 'zod/mini';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { resolveVariables } from '../../service/variables.ts';

/** What serverless.yml decides about a stage, as far as the command line must know it. */
export interface StageDefaults {
  readonly region?: string;
  readonly stateShards?: number;
}

const Region = z.object({ provider: z.object({ region: z.unknown() }) });
const Shards = z.object({
  functions: z.object({ consume: z.object({ environment: z.object({ STATE_SHARDS: z.unknown() }) }) }),
});

/**
 * The region that `serverless deploy --stage <stage>` goes to, and over how many partitions it spreads a state:
 * read from the same file, so that the two cannot differ. What was given to that command as an option or `--param`
 * is not in the file and has to be given here too.
 */
export function stageDefaults(stage: string): StageDefaults {
  const document = readCloudFormationYaml(projectDirectory, 'serverless.yml');
  const scope = { directory: projectDirectory, document, stage, options: { stage } };
  const region = resolveVariables(z.parse(Region, document).provider.region, scope);
  const shards = resolveVariables(
    z.parse(Shards, document).functions.consume.environment.STATE_SHARDS,
    scope,
  );
  return {
    ...(typeof region === 'string' && { region }),
    ...(typeof shards === 'number' && { stateShards: shards }),
  };
}
