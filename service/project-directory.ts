import { resolve } from 'node:path';

/** The top of the project: the folder that holds serverless.yml. */
export const projectDirectory = resolve(import.meta.dirname, '..');
