import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { providers } from '../../lib/providers/registry.ts';
import { PRICED_PROVIDERS } from '../samples/webhooks.ts';

const REGISTRY = /lib\/providers\/registry\.ts$/;

/** Bundles the functions as if only two providers were registered, to show what the others cost. */
export const twoProviders: Plugin = {
  name: 'two-providers',
  setup(build) {
    build.onLoad({ filter: REGISTRY }, ({ path }) => ({
      contents: withTwoProviders(readFileSync(path, 'utf8')),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};

/** @throws Error when the registry does not import a provider from a file of its name */
function withTwoProviders(registry: string): string {
  let source = registry;
  for (const { name } of providers) {
    if (PRICED_PROVIDERS.some((kept) => kept === name)) continue;
    const [line, binding] = new RegExp(`import \\{ (\\w+) \\} from './${name}\\.ts';`).exec(source) ?? [];
    if (line === undefined) throw new Error(`The registry does not import ${name}.`);
    source = source.replace(line, '').replace(new RegExp(`\\b${binding}\\b,?`), '');
  }
  return source;
}
