import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectDirectory } from '../../service/project-directory.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { mustRun } from './run-program.ts';

/** The name of the file that shows that an installation is complete. */
export const MARKER = 'complete';

const INSTALL_TIMEOUT_MS = 600_000;

/**
 * Installs a Python package on first use, in its own virtual environment under `.venv`. `requirements/` pins every
 * version, and a change there makes a new environment. `MARKER` shows that it is complete. Of several processes that need
 * it at the same time, one installs it.
 *
 * @param tool the name of the requirements file
 * @returns the path of the program
 * @throws Error with the output of pip
 */
export async function pythonProgram(tool: string, program: string): Promise<string> {
  const requirements = join(projectDirectory, 'scripts/template/requirements', `${tool}.txt`);
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const home = join(projectDirectory, '.venv', `${tool}-${version}`);
  const marker = join(home, MARKER);
  await mkdir(dirname(home), { recursive: true });
  await oneAtATime(
    `${home}.lock`,
    () => existsSync(marker),
    () => install(home, requirements),
  );
  return join(home, 'bin', program);
}

async function install(home: string, requirements: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
  await mustRun('python3', ['-m', 'venv', home]);
  const pip = join(home, 'bin', 'pip');
  await mustRun(pip, ['install', '--quiet', '--requirement', requirements], {
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  await writeFile(join(home, MARKER), '');
}
