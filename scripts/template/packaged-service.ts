import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyService } from './service-copy.ts';

const TEMPLATE = 'cloudformation-template-update-stack.json';

export interface PackagedService {
  /** The compiled CloudFormation template, as JSON text. */
  readonly template: string;
  /** The directory of the template and of the functions' zip files. */
  readonly directory: string;
}

/**
 * Runs `npx serverless package` and passes on its result, which is exactly what would be deployed. The result is
 * deleted after use.
 *
 * @param args such as `--stage prod`
 * @param files to add to the service: their texts by their paths
 * @throws Error with the output of Serverless
 */
export async function withPackagedService<T>(
  args: readonly string[],
  use: (packaged: PackagedService) => T | Promise<T>,
  files: Readonly<Record<string, string>> = {},
): Promise<T> {
  const copy = await copyService(files);
  try {
    const directory = join(copy.directory, 'packaged');
    const { code, output } = await copy.serverless(['package', '--package', directory, ...args]);
    if (code !== 0) throw new Error(`serverless package failed:\n${output}`);
    return await use({ template: await readFile(join(directory, TEMPLATE), 'utf8'), directory });
  } finally {
    await copy.remove();
  }
}
