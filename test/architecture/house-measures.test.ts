import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles('functions', 'lib', 'local', 'cli', 'bench');
const functions = files.flatMap(({ path, functions: inside }) => inside.map((one) => ({ path, ...one })));

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

  it('no one casts outside the edges: `as` stands only in adapters', () => {
    const inside = files.filter(({ path }) => /^lib\/(checkout|webhook|providers|app|memory)\//.test(path));
    expect(inside.flatMap(({ path, casts }) => casts.map((line) => `${path}:${line}`))).toEqual([]);
  });
});
