import { resolve } from 'node:path';

/** The directory of serverless.yml. */
export const projectDirectory = resolve(import.meta.dirname, '..');
