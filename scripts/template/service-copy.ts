import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectDirectory } from '../../service/project-directory.ts';
import { type Finished, type RunOptions, runProgram } from './run-program.ts';

/** Folders at the top of the project that Serverless does not read. */
const NOT_READ = [
  'node_modules',
  '.git',
  '.venv',
  '.serverless',
  '.data',
  'test',
  'proof',
  'bench',
  'docs',
  'dist',
  // Settings of a developer's own stages must not change what tests see.
  'stages',
];

/** A copy of the project. Serverless writes into the folder in which it runs. */
export interface ServiceCopy {
  readonly directory: string;
  /** Runs `serverless` in the copy. */
  serverless(args: readonly string[], options?: RunOptions): Promise<Finished>;
  remove(): Promise<void>;
}

/** @param files to add to the copy: their texts by their paths */
export async function copyService(files: Readonly<Record<string, string>> = {}): Promise<ServiceCopy> {
  const directory = await mkdtemp(join(tmpdir(), 'checkout-webhooks-'));
  const inputs = (await readdir(projectDirectory)).filter((name) => !NOT_READ.includes(name));
  for (const input of inputs)
    await cp(join(projectDirectory, input), join(directory, input), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await symlink(join(projectDirectory, 'node_modules'), join(directory, 'node_modules'));
  const program = join(projectDirectory, 'node_modules/serverless/bin/serverless.js');
  return {
    directory,
    serverless: (args, options = {}) =>
      runProgram(process.execPath, [program, ...args], { ...options, cwd: directory }),
    remove: () => rm(directory, { recursive: true }),
  };
}
