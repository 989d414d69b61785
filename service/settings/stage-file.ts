import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readCloudFormationYaml } from '../cloudformation-yaml.ts';

const Settings = z.nullable(z.record(z.string(), z.unknown()));

/** The file with the settings of a stage, from the top of the project. serverless.yml reads it too. */
export const stageFileOf = (stage: string): string => `stages/${stage}.yml`;

/**
 * Returns the settings in a stage's file; none when there is no file.
 * @throws Error when the file is not YAML, ZodError when it is not a list of names and values
 */
export function readStageFile(directory: string, stage: string): Readonly<Record<string, unknown>> {
  const file = stageFileOf(stage);
  if (!existsSync(join(directory, file))) return {};
  return z.parse(Settings, readCloudFormationYaml(directory, file)) ?? {};
}
