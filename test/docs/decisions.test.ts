import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentAt, documents, linksIn } from './documents.ts';

const INDEX = 'docs/decisions/README.md';
const records = documents.filter(({ path }) => path.startsWith('docs/decisions/') && path !== INDEX);
const index = documentAt(INDEX).text;

const HEAD =
  /^# (\d+)\. .+\n\n\* Date: (\d{4}-\d\d-\d\d)\n\* Status: (accepted|superseded(?: in part)? by \[decision \d+\]\(\d{4}-[\w-]+\.md\))\n\n/;

/** The status as the index shows it: without the link. */
const shortStatus = (status: string): string => status.replace(/\[decision (\d+)\]\(.*\)/, '$1');

describe.each(records.map((record) => [basename(record.path), record] as const))('%s', (name, record) => {
  const [, number = '', date = '', status = ''] = HEAD.exec(record.text) ?? [];

  it('begins with its number, its date and its status', () => {
    expect(record.text).toMatch(HEAD);
    expect(Number(name.slice(0, 4))).toBe(Number(number));
  });

  it('is in the index, with the same number, date and status', () => {
    const row = index.split('\n').find((line) => line.includes(`](${name})`));
    expect(row).toMatch(new RegExp(`^\\| \\[${number}\\. .+\\]\\(${name}\\) \\| ${date} \\| `));
    expect(row?.split(' | ').at(-1)).toBe(`${shortStatus(status)} |`);
  });
});

it('The index has the records in the order of their numbers, and nothing else', () => {
  expect(linksIn(documentAt(INDEX))).toEqual(records.map(({ path }) => basename(path)));
});
