import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { functionOptions } from '../../deploy/bundle/bundle-function.ts';
import { twoProviders } from './two-providers.ts';

/** A handler in one file, as it is put on Lambda. */
export interface Bundle {
  readonly file: string;
  readonly gzipBytes: number;
}

const GZIP_LEVEL = 9;

/** Bundles an entry file exactly as `serverless package` does. */
export const deployedBundle = (entry: string): Promise<Bundle> => bundle(entry, functionOptions);

/** Bundles an entry file with the whole AWS SDK in it: minified, and nothing else. */
const defaultBundle = (entry: string): Promise<Bundle> =>
  bundle(entry, {
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
  });

const withTwoProviders = { ...functionOptions, plugins: [twoProviders, ...functionOptions.plugins] };

let built: ReturnType<typeof buildAll> | undefined;

/** Our handlers as they are deployed, and those that they are compared with. They are built once. */
export function bundles(): ReturnType<typeof buildAll> {
  built ??= buildAll();
  return built;
}

const buildAll = async () => ({
  ingest: await deployedBundle('functions/ingest.ts'),
  consume: await deployedBundle('functions/consume.ts'),
  publish: await deployedBundle('functions/publish.ts'),
  notify: await deployedBundle('functions/notify.ts'),
  twoIngest: await bundle('functions/ingest.ts', withTwoProviders),
  twoConsume: await bundle('functions/consume.ts', withTwoProviders),
  bareIngest: await defaultBundle('bench/peers/bare-ingest.ts'),
  bareConsume: await defaultBundle('bench/peers/bare-consume.ts'),
  barePublish: await defaultBundle('bench/peers/bare-publish.ts'),
  powertools: await defaultBundle('bench/peers/powertools-consume.ts'),
});

async function bundle(entry: string, options: BuildOptions): Promise<Bundle> {
  const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
  const file = join(directory, `${basename(entry, '.ts')}.mjs`);
  await build({ ...options, entryPoints: [entry], outfile: file, logLevel: 'error' });
  const content = readFileSync(file);
  return { file, gzipBytes: gzipSync(content, { level: GZIP_LEVEL }).length };
}
