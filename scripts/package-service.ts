import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mustRun } from './run-program.ts';

const project = resolve(import.meta.dirname, '..');

/** What `serverless package` does not read, by name at the top of the project. */
const NOT_READ = new Set([
  'node_modules',
  '.git',
  '.venv',
  '.serverless',
  '.esbuild',
  '.data',
  'test',
  'docs',
  'dist',
]);
const TEMPLATE = 'cloudformation-template-update-stack.json';

export interface Packaged {
  /** The compiled CloudFormation template, as JSON text. */
  readonly template: string;
  /** Where it and the functions' zip files lie. */
  readonly directory: string;
}

/**
 * What `npx serverless package` makes of the project: the very template and zips that would be deployed. Runs on a
 * copy, because the bundler keeps its work in the service's folder, and two runs at once would share it.
 *
 * @param args such as `--stage prod`
 * @throws Error with what Serverless printed
 */
export async function withPackagedService<T>(
  args: readonly string[],
  use: (packaged: Packaged) => T | Promise<T>,
): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'checkout-webhooks-package-'));
  try {
    const inputs = (await readdir(project)).filter((name) => !NOT_READ.has(name));
    for (const input of inputs) await cp(join(project, input), join(copy, input), { recursive: true });
    await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
    const directory = join(copy, 'packaged');
    const program = join(project, 'node_modules/serverless/bin/serverless.js');
    await mustRun(process.execPath, [program, 'package', '--package', directory, ...args], { cwd: copy });
    return await use({ template: await readFile(join(directory, TEMPLATE), 'utf8'), directory });
  } finally {
    await rm(copy, { recursive: true });
  }
}
