import { relative, sep } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { leanSdk } from './lean-sdk.ts';
import { plainBuiltins } from './plain-builtins.ts';
import type { ZipEntry } from './zip-file.ts';

/** The options with which every function is bundled. */
export const functionOptions = {
  bundle: true,
  minify: true,
  sourcemap: true,
  // A source map needs only file names and lines. The repository has the sources of each version.
  sourcesContent: false,
  target: 'node24',
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Leaves out the parts of the AWS SDK that are not needed on Lambda, half of the bundle: see docs/performance.md.
  plugins: [leanSdk, plainBuiltins],
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles the file of a function as it is put on Lambda: one module, and its source map.
 *
 * @param directory of the project
 * @param entry the path of the file in the project, without the ending
 */
export async function bundleFunction(directory: string, entry: string): Promise<readonly ZipEntry[]> {
  const { outputFiles } = await build({
    ...functionOptions,
    absWorkingDir: directory,
    entryPoints: [`${entry}.ts`],
    outfile: `${entry}.mjs`,
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({
    name: relative(directory, path).split(sep).join('/'),
    content: contents,
  }));
}
