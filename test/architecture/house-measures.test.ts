import { providers } from '../../lib/providers/registry.ts';
/** The measures of docs/style.md, for every file with code. Tests are measured less: their names are their structure. */

import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles().filter(({ path }) => path.includes('/') && !path.startsWith('test/'));
// A `describe` is a function too, and as long as its tests together.
const functions = files
  .filter(({ path }) => !path.endsWith('.test.ts'))
  .flatMap(({ path, functions: inside }) => inside.map((one) => ({ path, ...one })));

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const isProvider = (path: string): boolean =>
  providers.some(({ name }) => path === `lib/providers/${name}.ts`);

describe('The house measures', () => {
  it('no file has more than 250 lines, and half of them have at most 60', () => {
    const long = files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
    expect(median(files.map(({ lines }) => lines))).toBeLessThanOrEqual(60);
  });

  it('no function has more than 40 lines, and half of them have at most 12', () => {
    const long = functions
      .filter(({ lines }) => lines > 40)
      .map(({ path, line, lines }) => `${path}:${line}: ${lines}`);
    expect(long).toEqual([]);
    expect(median(functions.map(({ lines }) => lines))).toBeLessThanOrEqual(12);
  });

  it('an entry file only wires: it has at most 25 lines and no if', () => {
    for (const { path, lines } of sourceFiles('functions')) {
      expect(lines, path).toBeLessThanOrEqual(25);
      expect(readFileSync(path, 'utf8'), path).not.toMatch(/\bif\b|\?/);
    }
  });

  it('no file has a name that says nothing', () => {
    const named = /(^|\/)(utils?|helpers?|common|services|managers?|misc|index)(\.ts|\/)/;
    expect(files.map(({ path }) => path).filter((path) => named.test(path))).toEqual([]);
  });

  it('no folder has more than a dozen files side by side, tests and providers apart', () => {
    const code = files.filter(({ path }) => !path.endsWith('.test.ts') && !isProvider(path));
    const folders = Map.groupBy(code, ({ path }) => dirname(path));
    const crowded = [...folders].filter(([, inside]) => inside.length > 12);
    expect(crowded.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([]);
  });

  it('a file name occurs once, except where the folder is the first word of a command', () => {
    const named = files.filter(({ path }) => !path.startsWith('cli/commands/'));
    const same = [...Map.groupBy(named, ({ path }) => basename(path)).values()].filter(
      (all) => all.length > 1,
    );
    expect(same.map((all) => all.map(({ path }) => path))).toEqual([]);
  });

  it('no file passes on what another one exports, except the faces of the package', () => {
    const passing = files.filter(({ hasReExports }) => hasReExports).map(({ path }) => path);
    expect(passing).toEqual(['lib/checkouts-table.ts', 'lib/testing.ts']);
  });

  it('the core has no casts: `as` is only in adapters', () => {
    const inside = files.filter(({ path }) => /^lib\/(checkout|webhook|providers|app|memory)\//.test(path));
    expect(inside.flatMap(({ path, casts }) => casts.map((line) => `${path}:${line}`))).toEqual([]);
  });
});
