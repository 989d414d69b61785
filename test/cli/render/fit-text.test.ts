import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { refilled, shortenedTo, wrapped } from '../../../cli/terminal/fit-text.ts';
import { plain } from '../../../cli/terminal/screen.ts';
import { table } from '../../../cli/terminal/table.ts';

describe('shortenedTo', () => {
  it('leaves out the middle, and keeps the color', () => {
    expect(shortenedTo(9, 'CCO-8c4df2e6')).toBe('CCO-…f2e6');
    expect(shortenedTo(5, '\u001b[31mconflict\u001b[39m')).toBe('\u001b[31mco…ct\u001b[39m');
    expect(shortenedTo(12, 'CCO-8c4df2e6')).toBe('CCO-8c4df2e6');
  });

  it('does not cut a wide letter in half', () => {
    expect(stringWidth(shortenedTo(8, '支払い方法支払い方法'))).toBeLessThanOrEqual(8);
  });
});

describe('wrapped', () => {
  it('breaks at spaces, keeps those that align, and indents what follows', () => {
    expect(wrapped('state    succeeded, which is final', 20, '         ')).toBe(
      'state    succeeded,\n         which is\n         final',
    );
  });

  it('shortens a word that no line can hold', () => {
    expect(wrapped('the word incomprehensibilities', 12)).toBe('the word\nincomp…ities');
  });

  it('changes nothing without a width', () => {
    expect(wrapped('a long line', undefined)).toBe('a long line');
  });
});

it('refilled joins the lines of a paragraph, and leaves examples alone', () => {
  expect(refilled('\none two\nthree\n\nExamples:\n  $ a\n  $ b', 14)).toBe(
    '\none two three\n\nExamples:\n  $ a\n  $ b',
  );
});

describe('A table on a narrow terminal', () => {
  const columns = [
    { heading: 'ID', shrinksTo: 5 },
    { heading: 'A', leaves: 2 },
    { heading: 'B', leaves: 1 },
  ];
  const rows = [['0123456789', 'aaaa', 'bbbb']];
  const lines = (width: number) => table(columns, rows, plain, width).split('\n');

  it('shortens cells first, then leaves out columns in their order', () => {
    expect(lines(22)[1]).toBe('0123456789  aaaa  bbbb');
    expect(lines(18)[1]).toBe('012…89  aaaa  bbbb');
    expect(lines(16)).toEqual(['ID          A', '0123456789  aaaa']);
    expect(lines(10)).toEqual(['ID', '0123456789']);
    expect(lines(5)).toEqual(['ID', '01…89']);
  });
});
