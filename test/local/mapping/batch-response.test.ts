import { describe, expect, it } from 'vitest';
import { failedMessages } from '../../../local/mapping/batch-response.ts';

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
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('the whole batch has succeeded when the answer is %s', (_, answer) => {
    expect(failedMessages(answer, ids)).toEqual([]);
  });

  it.each([
    ['an empty id', naming('')],
    ['no id', naming(null)],
    ['an id that is no text', naming(7)],
    ['an id that is not of this batch', naming('a', 'd')],
    ['an item under another name', { batchItemFailures: [{ messageId: 'a' }] }],
    ['an item that is no object', { batchItemFailures: ['a'] }],
    ['no list but a text', { batchItemFailures: 'a' }],
    ['no list but an object', { batchItemFailures: { itemIdentifier: 'a' } }],
    ['a text', 'ok'],
    ['a list', [{ itemIdentifier: 'a' }]],
    ['a number', 200],
  ])('the whole batch has failed when the answer has %s', (_, answer) => {
    expect(failedMessages(answer, ids)).toEqual(ids);
  });

  it('exactly those have failed that are named', () => {
    expect(failedMessages(naming('b'), ids)).toEqual(['b']);
    expect(failedMessages(naming('c', 'a', 'a'), ids)).toEqual(['c', 'a', 'a']);
  });
});
