import { extname } from 'node:path';

/** The ending of the files with code: `.ts` in the project, and `.js` in the package that a shop installs. */
export const ENDING = extname(import.meta.filename);
