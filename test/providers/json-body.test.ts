import { describe, expect, it } from 'vitest';
import { NumberText, parseJsonBody } from '../../lib/providers/reading/json-body.ts';

const parse = (text: string): unknown => parseJsonBody(Buffer.from(text));

describe('A JSON body', () => {
  it.each(['1.10', '1e999', '-0', '0.1000000000000000055511151', '9007199254740993'])(
    'keeps every digit of the number %s',
    (text) => {
      expect(parse(`{"amount":[${text}]}`)).toEqual({ amount: [new NumberText(text)] });
    },
  );

  it('may begin with a byte-order mark', () => {
    expect(parse('\ufeff"a"')).toBe('a');
  });

  it('loses only the byte itself if a byte is not UTF-8', () => {
    expect(parseJsonBody(Buffer.from([0x22, 0x61, 0xff, 0x62, 0x22]))).toBe('a\ufffdb');
  });

  // Found by the hostile proof: DynamoDB refused the write, and all events merged into it.
  it.each([
    ['"\\ud800"', '\ufffd'],
    ['"a\\udc00\\ud800b"', 'a\ufffd\ufffdb'],
    ['"\\ud83d\\ude00"', '😀'],
  ])('has no text with half a surrogate pair: %s', (text, value) => {
    expect(parse(`[{"status":${text}}]`)).toEqual([{ status: value }]);
  });

  it('is only data: a member named __proto__ is an ordinary member', () => {
    const parsed = parse('{"__proto__":{"state":"succeeded"}}');
    expect(Object.getOwnPropertyNames(parsed)).toEqual(['__proto__']);
    expect(Reflect.get({}, 'state')).toBeUndefined();
  });
});
