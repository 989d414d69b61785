import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentAt, linksIn } from './documents.ts';
import { promises } from './promises.ts';

/** Whether a file has a test or a suite of this name. @throws Error when there is no such file */
const has = ({ file, name }: { readonly file: string; readonly name: string }): boolean =>
  ["'", '"', '`'].some((quote) => readFileSync(file, 'utf8').includes(`${quote}${name}${quote}`));

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(promises)('The promise "$sentence"', ({ document, sentence, tests }) => {
  it(`is in ${document}`, () => {
    expect(onOneLine(documentAt(document).text)).toContain(sentence);
  });

  it('is held by tests that exist', () => {
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((test) => !has(test))).toEqual([]);
  });
});

it('docs/architecture.md links each of its promises to the tests that hold it, and to no others', () => {
  const page = documentAt('docs/architecture.md');
  const [, section = ''] = page.text.split('\n## The promises\n');
  const [list = ''] = section.split('\n## ');
  const linked = linksIn({ ...page, prose: list })
    .map((target) => normalize(join(dirname(page.path), target)))
    .filter((path) => path.endsWith('.test.ts'));
  const held = promises
    .filter(({ document }) => document === page.path)
    .flatMap(({ tests }) => tests.map(({ file }) => file));
  expect(linked).toEqual(held);
});

it('The cost in README.md is the one that docs/scale.md computes', () => {
  const [, section = ''] = documentAt('README.md').text.split('\n## Cost\n');
  const [cost = ''] = section.split('\n## ');
  const dollars = cost.match(/\$\d+\.\d\d/g) ?? [];
  expect(dollars).toHaveLength(2);
  const computed = documentAt('docs/scale.md').text;
  expect(dollars.filter((amount) => !computed.includes(`| **${amount}** |`))).toEqual([]);
});
