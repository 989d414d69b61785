import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The directory of serverless.yml. */
export const projectDirectory = resolve(import.meta.dirname, '..');

/** Whether the project is here. The CLI of the package that a shop installs comes without it. */
export const hasProject = (): boolean => existsSync(join(projectDirectory, 'serverless.yml'));
