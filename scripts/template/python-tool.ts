import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectDirectory } from '../../service/project-directory.ts';
import { mustRun } from './run-program.ts';

const INSTALL_TIMEOUT_MS = 600_000;

/**
 * A program of a Python package, in a virtual environment of its own under `.venv`, made on first use. Every version
 * is pinned in `scripts/requirements`; a change there makes a new environment. A marker says that one is whole.
 *
 * @param tool the name of the requirements file
 * @returns the path of the program
 * @throws Error with what pip printed
 */
export async function pythonProgram(tool: string, program: string): Promise<string> {
  const requirements = join(projectDirectory, 'scripts/template/requirements', `${tool}.txt`);
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const home = join(projectDirectory, '.venv', `${tool}-${version}`);
  const whole = join(home, 'whole');
  if (!existsSync(whole)) {
    await rm(home, { recursive: true, force: true });
    await mustRun('python3', ['-m', 'venv', home]);
    const pip = join(home, 'bin', 'pip');
    await mustRun(pip, ['install', '--quiet', '--requirement', requirements], {
      timeoutMs: INSTALL_TIMEOUT_MS,
    });
    await writeFile(whole, '');
  }
  return join(home, 'bin', program);
}
