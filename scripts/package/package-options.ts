import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** The options with which esbuild builds every file of the package. */
export const packageOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  inject: [join(import.meta.dirname, 'node-20.ts')],
  logLevel: 'warning',
} as const satisfies BuildOptions;
