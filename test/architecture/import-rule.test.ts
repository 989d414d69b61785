import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** What each part may import of the others. Nothing points back, so the core cannot see AWS. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lib/checkout': [],
  'lib/webhook': ['lib/checkout'],
  'lib/providers': ['lib/webhook', 'lib/checkout'],
  'lib/app': ['lib/providers', 'lib/webhook', 'lib/checkout'],
  'lib/memory': ['lib/app', 'lib/webhook', 'lib/checkout'],
  'lib/aws': ['lib/app', 'lib/providers', 'lib/webhook', 'lib/checkout'],
  functions: ['lib/aws'],
  local: [
    'functions',
    'lib/aws',
    'lib/memory',
    'lib/app',
    'lib/providers',
    'lib/webhook',
    'lib/checkout',
    'cli',
  ],
  cli: ['local', 'lib/aws', 'lib/memory', 'lib/app', 'lib/providers', 'lib/webhook', 'lib/checkout'],
  scripts: ['lib/providers', 'lib/checkout'],
  bench: [
    'functions',
    'local',
    'lib/aws',
    'lib/memory',
    'lib/app',
    'lib/providers',
    'lib/webhook',
    'lib/checkout',
  ],
};

/** Packages that the pure parts may use. */
const purePackages = /^(node:crypto|zod\/mini|p-limit)$/;
const awsPackages = /^(@aws-sdk\/|@smithy\/|aws-lambda$|@aws-lambda-powertools\/)/;

const files = sourceFiles('functions', 'lib', 'local', 'cli', 'bench');
const partOf = (path: string): string =>
  path.startsWith('lib/') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '');
const isOurs = (name: string): boolean => name.endsWith('.ts');

const violations = ({ path, imports }: SourceFile): readonly string[] =>
  imports
    .filter((name) => isOurs(name) && partOf(name) !== partOf(path))
    .filter((name) => !mayImport[partOf(path)]?.includes(partOf(name)))
    .map((name) => `${path} imports ${name}`);

describe('The import rule', () => {
  it('sees the files and what they import', () => {
    expect(files.find(({ path }) => path === 'functions/ingest.ts')?.imports).toContain(
      'lib/aws/ingest-handler.ts',
    );
    expect(
      violations({
        path: 'lib/checkout/x.ts',
        imports: ['lib/aws/y.ts'],
        lines: 1,
        functions: [],
        casts: [],
      }),
    ).toHaveLength(1);
  });

  it('holds for every file: arrows go inwards and never back', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });

  it('lets nothing but lib/aws, cli, local and bench know AWS', () => {
    const offenders = files
      .filter(({ path }) => !/^(lib\/aws|cli|local|bench)\//.test(path))
      .filter(({ imports }) => imports.some((name) => awsPackages.test(name)));
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the core free of effects: it imports only what computes', () => {
    const core = files.filter(({ path }) => /^lib\/(checkout|webhook|providers|app)\//.test(path));
    const foreign = core.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !isOurs(name) && !purePackages.test(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(foreign).toEqual([]);
  });
});
