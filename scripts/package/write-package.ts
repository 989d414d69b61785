import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleCli } from './bundle-cli.ts';
import { bundleReader } from './bundle-reader.ts';
import { bundleStack } from './bundle-stack.ts';
import { packageManifest } from './package-manifest.ts';

/**
 * `npm run build [-- <folder>]` writes the package that a shop installs, to `dist/` by default. The types have been
 * compiled before.
 */
const [, , folder = 'dist'] = process.argv;

await mkdir('.build', { recursive: true });
const unfinished = await mkdtemp('.build/package-');
await bundleReader(unfinished);
await bundleCli(unfinished);
await bundleStack(join(unfinished, 'stack'));
await copyFile('scripts/package/checkout-webhooks.cjs', join(unfinished, 'checkout-webhooks.cjs'));
await copyFile('docs/change-event.schema.json', join(unfinished, 'change-event.schema.json'));
await writeFile(join(unfinished, 'package.json'), `${JSON.stringify(packageManifest, null, 2)}\n`);
await rm(folder, { recursive: true, force: true });
await rename(unfinished, folder);
