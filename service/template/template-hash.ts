import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The output of the stack with the hash. */
export const TEMPLATE_HASH_OUTPUT = 'TemplateHash';

const HASH_DIGITS = 12;

/**
 * A hash of the files that make the template of a stage: serverless.yml, resources/ and the settings of the stage. It
 * tells whether a stack was deployed from the files that are here. Settings given on the command line are not in it.
 * Returns undefined if the files are not here, as in an installed package.
 */
export function templateHash(directory: string, stage: string): string | undefined {
  if (!existsSync(join(directory, 'serverless.yml'))) return undefined;
  const resources = readdirSync(join(directory, 'resources')).toSorted();
  const files = ['serverless.yml', ...resources.map((name) => `resources/${name}`), `stages/${stage}.yml`];
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(directory, file);
    if (!existsSync(path)) continue;
    // Git may write line ends as the platform has them.
    hash.update(`${file}\n${readFileSync(path, 'utf8').replaceAll('\r\n', '\n')}\n`);
  }
  return hash.digest('hex').slice(0, HASH_DIGITS);
}
