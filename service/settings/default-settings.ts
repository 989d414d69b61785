import * as z from 'zod/mini';
import { readCloudFormationYaml } from '../cloudformation-yaml.ts';
import { resolveVariables } from '../variables.ts';

const Params = z.object({ params: z.object({ default: z.record(z.string(), z.unknown()) }) });

/**
 * Returns the settings of a stage that has none of its own: the defaults in serverless.yml.
 * @throws ZodError when serverless.yml has none
 */
export function readDefaultSettings(directory: string): Readonly<Record<string, unknown>> {
  const document = readCloudFormationYaml(directory, 'serverless.yml');
  // No stage has an empty name, so there is no file with its settings.
  const scope = { directory, document, options: {}, stage: '' };
  return z.parse(Params, { params: resolveVariables(z.parse(Params, document).params, scope) }).params
    .default;
}
