import { describe, expect, it } from 'vitest';
import { failedItems } from '../../../local/mapping/batch-response.ts';

const ids = ['a', 'b', 'c'];
const naming = (...itemIdentifiers: unknown[]) => ({
  batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('With ReportBatchItemFailures', () => {
  it.each([
    ['null', null],
    ['nothing', undefined],
    ['an empty object', {}],
    ['an object without the list', { statusCode: 200 }],
    ['null instead of a list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('the whole batch has succeeded if the answer is %s', (_, answer) => {
    expect(failedItems(answer, ids)).toEqual([]);
  });

  it.each([
    ['an empty id', naming('')],
    ['no id', naming(null)],
    ['an id that is not text', naming(7)],
    ['an id of another batch', naming('a', 'd')],
    ['an item under another name', { batchItemFailures: [{ messageId: 'a' }] }],
    ['an item that is not an object', { batchItemFailures: ['a'] }],
    ['a text instead of a list', { batchItemFailures: 'a' }],
    ['an object instead of a list', { batchItemFailures: { itemIdentifier: 'a' } }],
    ['a text', 'ok'],
    ['a list', [{ itemIdentifier: 'a' }]],
    ['a number', 200],
  ])('the whole batch has failed if the answer has %s', (_, answer) => {
    expect(failedItems(answer, ids)).toEqual(ids);
  });

  it('exactly the named messages have failed', () => {
    expect(failedItems(naming('b'), ids)).toEqual(['b']);
    expect(failedItems(naming('c', 'a', 'a'), ids)).toEqual(['c', 'a', 'a']);
  });
});
