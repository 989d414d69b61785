import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { collectTypes } from './collect-types.ts';
import { packageOptions } from './package-options.ts';

/** The only package that the reader needs, a peer dependency. */
export const PEER = '@aws-sdk/client-dynamodb';

/** Where `tsc -p tsconfig.dist.json` writes the types of every module. */
const TYPES = '.build/types';

/** The modules that a shop imports, by the name of the file in the package. */
const entries = { index: 'checkouts-table', testing: 'testing' } as const;

/** Writes the modules that a shop imports: for `import` and for `require`, each with its types. */
export async function bundleReader(directory: string): Promise<void> {
  const entryPoints = Object.entries(entries).map(([out, name]) => ({ in: `lib/${name}.ts`, out }));
  const { metafile } = await build({
    ...packageOptions,
    entryPoints,
    outdir: directory,
    format: 'esm',
    // What the modules share is in a file of its own, so that an error has one class.
    splitting: true,
    external: [PEER],
    metafile: true,
  });
  for (const path of Object.keys(metafile.outputs)) await writeCommonJs(path);
  for (const [out, name] of Object.entries(entries)) {
    const types = collectTypes(join(TYPES, name), [PEER]);
    for (const ending of ['d.ts', 'd.cts']) await writeFile(join(directory, `${out}.${ending}`), types);
  }
}

/** Writes the same module for `require`. */
async function writeCommonJs(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const { code } = await transform(text, {
    format: 'cjs',
    target: packageOptions.target,
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  });
  await writeFile(
    path.replace(/\.js$/, '.cjs'),
    code.replaceAll(/(require\("\.\/[^"]+)\.js"\)/g, '$1.cjs")'),
  );
}
