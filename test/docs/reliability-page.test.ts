/** The page makes claims about runs, so it is held against their results, and against the tests that it names. */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CaughtGroup } from '../../proof/flawed/caught.ts';
import { ProofResult } from '../../proof/kit/results/proof-result.ts';
import { withCaught, withCounts } from '../../proof/reliability/counts-region.ts';
import { mutationScore } from '../../proof/reliability/mutation-result.ts';

const page = readFileSync('docs/reliability.md', 'utf8');
const caught = z.array(CaughtGroup).parse(JSON.parse(readFileSync('docs/flawed.json', 'utf8')));
const results = z.array(ProofResult).parse(JSON.parse(readFileSync('docs/reliability.json', 'utf8')));

describe('docs/reliability.md', () => {
  it('has the counts that the commands left in docs/reliability.json (else: npm run reliability)', () => {
    expect(page).toBe(withCounts(page, results));
  });

  it('has the tables of docs/flawed.json, in which everything is caught (else: npm run reliability)', () => {
    expect(page).toBe(withCaught(page, caught));
    expect(caught.map(({ group }) => group).toSorted()).toEqual(['merchants', 'publishers', 'receivers']);
    const missed = caught.flatMap(({ rows }) => rows.filter(({ caughtBy }) => caughtBy === ''));
    expect(missed).toEqual([]);
  });

  it('reports nothing lost, regressed, duplicated or forged', () => {
    for (const { lost, regressed, duplicated, forged } of results)
      expect([lost, regressed, duplicated, forged].filter((count) => count !== null && count > 0)).toEqual(
        [],
      );
  });

  it('names only tests that exist', () => {
    const paths = [...page.matchAll(/`((?:test|proof)\/[\w./-]+)`/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('The score of the mutants', () => {
  it('counts a mutant that no test reaches as survived, and leaves out one that could not run', () => {
    const statuses = ['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored'];
    const report = { files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) } } };
    expect(mutationScore(report)).toEqual({ mutants: 5, caught: 3, survived: 2, score: 60 });
  });
});
