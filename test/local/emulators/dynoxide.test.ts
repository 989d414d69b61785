/**
 * An `npm install` drops the packages of other platforms from package-lock.json when the registry does not have them.
 * `npm ci` then installs no dynoxide there, and everyone on those platforms needs Java. So the lock file is read here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dynoxideBinary, dynoxideParameters } from '../../../local/emulators/dynoxide.ts';
import { projectDirectory } from '../../../service/project-directory.ts';

const platforms = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

const Package = z.object({ optionalDependencies: z.record(z.string(), z.string()) });
const Locked = z.object({
  version: z.string(),
  optional: z.boolean(),
  os: z.array(z.string()),
  cpu: z.array(z.string()),
});
const Lock = z.object({ packages: z.record(z.string(), z.unknown()) });

const json = (file: string): unknown => JSON.parse(readFileSync(join(projectDirectory, file), 'utf8'));
const declared = Package.parse(json('package.json')).optionalDependencies;
const { packages } = Lock.parse(json('package-lock.json'));

describe('dynoxide', () => {
  it('is declared for five platforms', () => {
    const names = Object.keys(declared).filter((name) => name.startsWith('@dynoxide/'));
    expect(names.toSorted()).toEqual(platforms.map((platform) => `@dynoxide/${platform}`));
  });

  it.each(platforms)('is locked at the declared version for %s', (platform) => {
    const name = `@dynoxide/${platform}`;
    const [os = '', cpu = ''] = platform.split('-');
    const locked = Locked.parse(packages[`node_modules/${name}`]);
    expect(locked).toEqual({
      version: declared[name],
      optional: true,
      os: [os],
      cpu: [cpu],
    });
    expect(locked.version).toBe(declared['@dynoxide/linux-x64']);
    expect(packages['']).toHaveProperty(['optionalDependencies', name], declared[name]);
  });

  it.runIf(platforms.includes(`${process.platform}-${process.arch}`))('has a binary on this platform', () => {
    expect(dynoxideBinary()).toMatch(/[/\\]dynoxide(\.exe)?$/);
  });

  it('keeps its data only in a data directory', () => {
    expect(dynoxideParameters('127.0.0.1', 8000)).toEqual(['--host', '127.0.0.1', '--port', '8000']);
    const kept = dynoxideParameters('127.0.0.1', 8000, 'kept');
    expect(kept.slice(-2)).toEqual(['--db-path', join('kept', 'dynamodb.db')]);
  });
});
