import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { OnLoadArgs, OnLoadResult, Plugin } from 'esbuild';
import { keptErrors, replacedModules } from './replaced-modules.ts';
import { treeShakableSchemas } from './tree-shakable-schemas.ts';

/**
 * An esbuild plugin that leaves out the parts of the AWS SDK that are not needed on Lambda. They are half of its size
 * and of its loading time. docs/performance.md has the figures.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    build.onLoad({ filter: /node_modules[\\/]@(aws-sdk|smithy)[\\/].*\.js$/ }, loadModule);
    build.onLoad({ filter: /node_modules[\\/]@aws-sdk[\\/].*[\\/]package\.json$/ }, versionOnly);
  },
};

function loadModule({ path }: OnLoadArgs): OnLoadResult | undefined {
  const module = path.split(sep).join('/').split('/node_modules/').at(-1) ?? '';
  const replacement = replacedModules[module];
  if (replacement) return { contents: read(join(import.meta.dirname, replacement)), loader: 'ts' };
  if (!module.endsWith('/dist-es/schemas/schemas_0.js')) return undefined;
  return { contents: treeShakableSchemas(read(path), keptErrors), loader: 'js' };
}

/** Keeps only the version. A client imports its package.json to read the version, which bundles the whole file. */
const versionOnly = ({ path }: OnLoadArgs): OnLoadResult => {
  const { version }: { version: string } = JSON.parse(read(path));
  return { contents: JSON.stringify({ version }), loader: 'json' };
};

const read = (path: string): string => readFileSync(path, 'utf8');
