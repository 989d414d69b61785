import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first Node on the PATH that npm did not put there: the one that a user has installed. */
const installed = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
  .map((folder) => join(folder, 'node'))
  .find((path) => existsSync(path));

const version = installed && execFileSync(installed, ['--version'], { encoding: 'utf8' }).trim().slice(1);

/** A Node that cannot run the project: its path and its version. Undefined when this machine has none. */
export const oldNode =
  installed !== undefined && version !== undefined && Number.parseInt(version, 10) < 24
    ? { path: installed, version }
    : undefined;

/** The reason for which tests that need an old Node are skipped; empty when there is one. */
export const whyNoOldNode = oldNode ? '' : `: skipped, the Node on the PATH is ${version ?? 'missing'}`;
