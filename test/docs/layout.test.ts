import { describe, expect, it } from 'vitest';
import { documents } from './documents.ts';

const WIDTH = 100;
const WORDS_IN_A_CELL = 12;

const isTable = (line: string): boolean => line.startsWith('|');
const isIndentedCode = (line: string): boolean => line.startsWith('    ');
/** A line with nothing but a link, or one word that cannot be broken. */
const isBareLink = (line: string): boolean => /^[-*\d. ]*\S+$|^[-*\w.: ]*\[[^\]]+\]\(\S+\)\.?$/.test(line);

const cellsOf = (line: string): readonly string[] => line.split(/(?<!\\)\|/).slice(1, -1);
/** A link counts as its text. */
const wordsIn = (cell: string): number =>
  cell
    .replace(/\]\([^)]*\)/g, ']')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

describe.each(documents.map(({ path, prose }) => [path, prose.split('\n')] as const))(
  '%s',
  (_path, lines) => {
    it(`wraps at ${WIDTH} columns, apart from tables, code and bare links`, () => {
      const wide = lines.filter((line) => line.length > WIDTH);
      expect(wide.filter((line) => !isTable(line) && !isIndentedCode(line) && !isBareLink(line))).toEqual([]);
    });

    it(`has at most ${WORDS_IN_A_CELL} words in a table cell`, () => {
      const cells = lines.filter(isTable).flatMap(cellsOf);
      expect(cells.filter((cell) => wordsIn(cell) > WORDS_IN_A_CELL)).toEqual([]);
    });
  },
);
