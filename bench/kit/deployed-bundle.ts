import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import * as z from 'zod';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';

/** A handler in one file, as it is put on Lambda. */
export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

const GZIP_LEVEL = 9;

const EsbuildSection = z.object({
  custom: z.object({ esbuild: z.looseObject({ plugins: z.string(), outputFileExtension: z.string() }) }),
});

/** Bundles an entry file exactly as `serverless package` does: with the options in serverless.yml. */
export async function deployedBundle(entry: string): Promise<Bundle> {
  const { custom } = EsbuildSection.parse(readCloudFormationYaml('.', 'serverless.yml'));
  const { plugins, outputFileExtension: _extension, ...options } = custom.esbuild;
  const named: { default: Plugin[] } = await import(pathToFileURL(plugins).href);
  return bundle(entry, { ...options, plugins: named.default });
}

/** Bundles an entry file as one does who takes the SDK as it comes: minified, and nothing more. */
export const defaultBundle = (entry: string): Promise<Bundle> =>
  bundle(entry, {
    ...{ bundle: true, minify: true, platform: 'node', target: 'node24', format: 'esm' },
    mainFields: ['module', 'main'],
  });

let directory: string | undefined;

async function bundle(entry: string, options: BuildOptions): Promise<Bundle> {
  directory ??= mkdtempSync(join(tmpdir(), 'bundles-'));
  const file = join(mkdtempSync(join(directory, 'b-')), `${basename(entry, '.ts')}.mjs`);
  await build({ ...options, entryPoints: [entry], outfile: file, logLevel: 'error' });
  const content = readFileSync(file);
  return { file, bytes: content.length, gzipBytes: gzipSync(content, { level: GZIP_LEVEL }).length };
}
