import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../lib/values/did-you-mean.ts';

describe('A mistyped word', () => {
  it.each([
    ['the same word', 'list', 'list'],
    ['a letter missing', 'succeded', 'succeeded'],
    ['a letter missing at the beginning', 'ist', 'list'],
    ['a letter missing at the end', 'lis', 'list'],
    ['a letter too many', 'listt', 'list'],
    ['a wrong letter', 'lisp', 'list'],
    ['two letters exchanged', 'lsit', 'list'],
    ['the first two letters exchanged', 'ilst', 'list'],
    ['another case', 'LIST', 'list'],
    ['two letters wrong in a word of six', 'expier', 'expire'],
    ['two letters exchanged and one missing in a word of eight', 'scuceded', 'succeeded'],
  ])('with %s is recognized: %s', (_what, word, candidate) => {
    expect(didYouMean(word, [candidate])).toBe(` Did you mean ${candidate}?`);
  });

  it.each([
    ['two changes in a word of three letters', 'lis', 'lost'],
    ['two changes in a word of five letters', 'lists', 'lost'],
    ['three changes in a word of six letters', 'abcdef', 'abcxyz'],
    ['a letter too many on both sides', 'get', 'agetb'],
    ['two exchanges in a word of four letters', 'ilts', 'list'],
    ['letters exchanged over a distance', 'tsil', 'list'],
    ['an empty candidate', 'ge', ''],
    ['an empty word', '', 'get'],
  ])('is not taken for a word that is too different: %s', (_what, word, candidate) => {
    expect(didYouMean(word, [candidate])).toBe('');
  });

  it('is taken for the nearest candidate, and for the first of several that are equally near', () => {
    expect(didYouMean('failedd', ['failures', 'failed', 'failing'])).toBe(' Did you mean failed?');
    expect(didYouMean('lost', ['list', 'last'])).toBe(' Did you mean list?');
    expect(didYouMean('lasts', ['lists', 'last', 'lasts'])).toBe(' Did you mean lasts?');
  });

  it('has no suggestion without candidates', () => {
    expect(didYouMean('list', [])).toBe('');
  });

  it('may need one change however short it is', () => {
    expect(didYouMean('a', ['ab'])).toBe(' Did you mean ab?');
    expect(didYouMean('a', ['abc'])).toBe('');
  });
});
