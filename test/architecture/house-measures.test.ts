import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles().filter(({ path }) => path.includes('/') && !path.startsWith('test/'));
// A `describe` is a function too, and as long as its tests are many.
const functions = files
  .filter(({ path }) => !path.endsWith('.test.ts'))
  .flatMap(({ path, functions: inside }) => inside.map((one) => ({ path, ...one })));

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

describe('The house measures', () => {
  it('no file over 250 lines, half of them at most 60', () => {
    expect(files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
    expect(median(files.map(({ lines }) => lines))).toBeLessThanOrEqual(60);
  });

  it('no function over 40 lines, half of them at most 12', () => {
    expect(
      functions.filter(({ lines }) => lines > 40).map(({ path, line, lines }) => `${path}:${line}: ${lines}`),
    ).toEqual([]);
    expect(median(functions.map(({ lines }) => lines))).toBeLessThanOrEqual(12);
  });

  it('an entry file only wires: at most 25 lines and no if', () => {
    for (const { path, lines } of sourceFiles('functions')) {
      expect(lines, path).toBeLessThanOrEqual(25);
      expect(readFileSync(path, 'utf8'), path).not.toMatch(/\bif\b|\?/);
    }
  });

  it('no file is named after nothing', () => {
    const named = /(^|\/)(utils?|helpers?|common|services|managers?|misc|index)(\.ts|\/)/;
    expect(files.map(({ path }) => path).filter((path) => named.test(path))).toEqual([]);
  });

  it('no folder with more than a dozen files side by side, tests apart', () => {
    const code = files.filter(({ path }) => !path.endsWith('.test.ts'));
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

  it('no one casts outside the edges: `as` stands only in adapters', () => {
    const inside = files.filter(({ path }) => /^lib\/(checkout|webhook|providers|app|memory)\//.test(path));
    expect(inside.flatMap(({ path, casts }) => casts.map((line) => `${path}:${line}`))).toEqual([]);
  });
});
