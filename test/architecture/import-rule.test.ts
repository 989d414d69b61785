/** Rooms keep the arrows between files going one way: docs/architecture.md says why. */

import { describe, expect, it } from 'vitest';
import { rooms, TEST, VALUES } from './rooms.ts';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** Packages that the pure parts may use. */
const purePackages = /^(node:crypto|zod\/mini|p-limit)$/;
const awsPackages = /^(@aws-sdk\/|@smithy\/|aws-lambda$|@aws-lambda-powertools\/)/;

const files = sourceFiles();

/** Returns the folder at the top, or two folders such as `lib/aws` in `lib`. A file at the top is its own room. */
function roomOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return folders.slice(0, folders[0] === 'lib' ? 2 : 1).join('/') || path;
}

const isOurs = (name: string): boolean => /\.(ts|mjs)$/.test(name);

/** Returns the imports of a file that the rule does not allow. */
function violations({ path, imports }: Pick<SourceFile, 'path' | 'imports'>): readonly string[] {
  const room = roomOf(path);
  if (room === TEST || room.endsWith('.config.ts')) return [];
  const allowed = [room, VALUES, ...(rooms[room] ?? [])];
  return imports
    .filter((name) => isOurs(name) && !allowed.includes(roomOf(name)))
    .map((name) => `${path} imports ${name}`);
}

describe('The import rule', () => {
  it('sees every folder with code, and every way to import', () => {
    const seen = new Set(files.map(({ path }) => roomOf(path)).filter((room) => !room.endsWith('.ts')));
    expect([...seen].toSorted()).toEqual([...Object.keys(rooms), TEST].toSorted());
    const importsOf = (path: string) => files.find((file) => file.path === path)?.imports;
    expect(importsOf('functions/ingest.ts')).toContain('lib/aws/lambda/ingest-handler.ts');
    expect(importsOf('cli/checkouts.ts')).toContain('cli/run.ts');
  });

  it('finds what breaks it', () => {
    expect(violations({ path: 'lib/checkout/x.ts', imports: ['lib/aws/sqs/y.ts'] })).toHaveLength(1);
    expect(violations({ path: 'cli/x.ts', imports: ['local/stack/y.ts'] })).toHaveLength(1);
    expect(violations({ path: 'proof/x.ts', imports: ['test/y.ts'] })).toHaveLength(1);
  });

  it('has no circle: a room may import only rooms that are listed before it', () => {
    const names = Object.keys(rooms);
    for (const [room, allowed] of Object.entries(rooms)) {
      const later = allowed.filter((name) => names.indexOf(name) >= names.indexOf(room));
      expect(later, room).toEqual([]);
    }
  });

  it('holds for every file', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });

  it('allows only imports that some file has', () => {
    const used = new Set(
      files.flatMap(({ path, imports }) =>
        imports.filter(isOurs).map((name) => `${roomOf(path)} → ${roomOf(name)}`),
      ),
    );
    const unused = Object.entries(rooms).flatMap(([room, allowed]) =>
      allowed.map((name) => `${room} → ${name}`).filter((arrow) => !used.has(arrow)),
    );
    expect(unused).toEqual([]);
  });

  it('keeps AWS out of the core, the checks of settings and the pages', () => {
    const knowsAws =
      /^(lib\/aws|lib\/checkouts-table|examples|service|deploy\/account|cli|local|demo|bench|proof|test)[/.]/;
    const offenders = files
      .filter(({ path }) => !knowsAws.test(path))
      .filter(({ imports }) => imports.some((name) => awsPackages.test(name)));
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the core free of effects: it imports only packages that compute', () => {
    const core = files.filter(({ path }) =>
      /^lib\/(values|checkout|webhook|providers|events|notify|app)\//.test(path),
    );
    const foreign = core.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !isOurs(name) && !purePackages.test(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(foreign).toEqual([]);
  });
});
