import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bodyParser, detailText, unreadable } from '../../lib/providers/reading/read-body.ts';

const Body = z.object({ a: z.object({ b: z.string().check(z.minLength(3), z.regex(/^x/)) }) });
const parser = bodyParser(Body, () => ({ kind: 'ignored', type: 'understood' }));
const parse = (text: string) => parser(Buffer.from(text));

describe('A body', () => {
  it('that matches the schema is mapped', () => {
    expect(parse('{"a":{"b":"xyz"}}')).toEqual({ kind: 'ignored', type: 'understood' });
  });

  it.each([
    ['private', 'not_json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'json_too_deep'],
    ['"private"', 'unexpected_shape at (top level)'],
    ['{"a":"private"}', 'unexpected_shape at a'],
    ['{"a":{"b":"p"}}', 'unexpected_shape at a.b'],
  ])('that does not match is unreadable, with a reason that quotes nothing of it (%#)', (text, reason) => {
    expect(parse(text)).toEqual(unreadable(reason));
  });
});

describe('A text detail', () => {
  it.each(['a', 'x'.repeat(256), 'x'.repeat(257)])(
    'is kept, however long: what does not fit a row is reported (%#)',
    (text) => {
      expect(z.parse(detailText, text)).toBe(text);
    },
  );

  it.each(['', null, {}, [], true])('is left out if it is %j, and costs nothing else', (value) => {
    expect(z.parse(detailText, value)).toBeUndefined();
  });
});
