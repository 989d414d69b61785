import { globSync } from 'node:fs';
import { copyFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packageOptions } from './package-options.ts';

/** The SDK warns users of Node 20 that later versions of it will need Node 22. The bundle contains this version. */
const noNodeWarning: Plugin = {
  name: 'no-node-warning',
  setup(context) {
    context.onLoad({ filter: /[\\/]emitWarningIfUnsupportedVersion\.js$/ }, () => ({
      contents: 'export const state = {}; export const emitWarningIfUnsupportedVersion = () => undefined;',
    }));
  },
};

/** The file that lists what the CLI was built from. `launch/built-cli.mjs` reads it. */
const SOURCES_FILE = 'cli-sources.json';

/** The files that the pages of `checkouts console` load. It finds them in its own folder. */
const consoleFiles = globSync('console/assets/*.{css,js,svg}');

/** Bundles the CLI as one file, and writes a list of the sources with the size and the time of each. */
export async function bundleCli(directory: string): Promise<void> {
  const { metafile } = await build({
    ...packageOptions,
    entryPoints: ['cli/checkouts.ts'],
    outfile: join(directory, 'cli.cjs'),
    // A CommonJS file loads Node's modules with `require`, which, unlike `import`, leaves their lazy parts alone.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
    minify: true,
    legalComments: 'none',
    metafile: true,
    plugins: [noNodeWarning],
  });
  for (const file of consoleFiles) await copyFile(file, join(directory, basename(file)));
  const sources = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules'));
  const lines = await Promise.all(
    [...sources, ...consoleFiles, 'package-lock.json'].toSorted().map(sourceLine),
  );
  await writeFile(join(directory, SOURCES_FILE), `[\n${lines.join(',\n')}\n]\n`);
}

async function sourceLine(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return JSON.stringify([path, size, mtimeMs]);
}
