import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyService } from './service-copy.ts';

const TEMPLATE = 'cloudformation-template-update-stack.json';

export interface Packaged {
  /** The compiled CloudFormation template, as JSON text. */
  readonly template: string;
  /** Where it and the functions' zip files lie. */
  readonly directory: string;
}

/**
 * What `npx serverless package` makes of the project: the very template and zips that would be deployed. They are
 * gone when `use` has ended.
 *
 * @param args such as `--stage prod`
 * @throws Error with what Serverless printed
 */
export async function withPackagedService<T>(
  args: readonly string[],
  use: (packaged: Packaged) => T | Promise<T>,
): Promise<T> {
  const copy = await copyService();
  try {
    const directory = join(copy.directory, 'packaged');
    const { code, output } = await copy.serverless(['package', '--package', directory, ...args]);
    if (code !== 0) throw new Error(`serverless package failed:\n${output}`);
    return await use({ template: await readFile(join(directory, TEMPLATE), 'utf8'), directory });
  } finally {
    await copy.remove();
  }
}
