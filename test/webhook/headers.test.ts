import { describe, expect, it } from 'vitest';
import { foldHeaders } from '../../lib/webhook/headers.ts';

describe('Headers', () => {
  it('are found by lower-case name, whatever case they had', () => {
    expect(foldHeaders({ 'X-Payload-Digest': 'a', 'CONTENT-TYPE': 'b' })).toEqual({
      'x-payload-digest': 'a',
      'content-type': 'b',
    });
  });

  it('that differ only in case are one repeated header, so that neither hides the other', () => {
    expect(foldHeaders({ 'X-Payload-Digest': 'a', 'x-payload-digest': 'b' })).toEqual({
      'x-payload-digest': 'a,b',
    });
  });

  it('without a value are left out', () => {
    expect(foldHeaders({ a: undefined, b: '' })).toStrictEqual({ b: '' });
  });

  it('named like built-in properties are ordinary headers', () => {
    const folded = foldHeaders(JSON.parse('{"__proto__":"a","constructor":"b"}'));
    expect(Object.entries(folded)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
