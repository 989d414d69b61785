import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pythonProgram } from '../../scripts/template/python-program.ts';
import { mustRun } from '../../scripts/template/run-program.ts';
import { whyMissing } from '../why-missing.ts';

const EXAMPLES = 'docs/examples';
/** Kept between runs, and never committed. */
const BUILT = resolve('.build/examples');
const INSTALL_TIMEOUT_MS = 600_000;

/** A language that has an example. */
export interface Language {
  readonly name: string;
  /** Why the example cannot run here; undefined when it can. */
  readonly skip: string | undefined;
  /** Installs and builds what the example needs. Returns the program, and its arguments before those of a question. */
  readonly prepare: () => Promise<readonly [program: string, ...args: readonly string[]]>;
}

export const python: Language = {
  name: 'Python',
  skip: whyMissing(['python3', '--version']),
  async prepare() {
    return [await pythonProgram('examples', 'python'), `${EXAMPLES}/python/may_i_ship.py`];
  },
};

const go: Language = {
  name: 'Go',
  skip: whyMissing(['go', 'version']),
  /** Go keeps modules and compiled packages in its own caches, so that only the first run takes a minute. */
  async prepare() {
    const program = `${BUILT}/may-i-ship`;
    const build = ['build', '-mod=readonly', '-buildvcs=false', '-o', program, '.'];
    await mustRun('go', build, { cwd: `${EXAMPLES}/go`, timeoutMs: INSTALL_TIMEOUT_MS });
    return [program];
  },
};

const php: Language = {
  name: 'PHP',
  skip: whyMissing(['php', '--version'], ['composer', '--version']),
  async prepare() {
    const folder = `${BUILT}/php`;
    await cp(`${EXAMPLES}/php`, folder, { recursive: true });
    const install = ['install', '--quiet', '--no-interaction'];
    await mustRun('composer', install, { cwd: folder, timeoutMs: INSTALL_TIMEOUT_MS });
    return ['php', `${folder}/may_i_ship.php`];
  },
};

export const languages: readonly Language[] = [python, go, php];
