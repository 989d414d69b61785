import { expect, expectTypeOf, it } from 'vitest';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';

it('leaves out what is undefined, and keeps what is null, false, zero or empty', () => {
  const value = withoutUndefined({ a: undefined, b: null, c: false, d: 0, e: '' });
  expect(value).toStrictEqual({ b: null, c: false, d: 0, e: '' });
});

it('gives a type whose properties are absent instead of undefined', () => {
  const given: { a: string; b: number | undefined } = { a: 'x', b: undefined };
  expectTypeOf(withoutUndefined(given)).branded.toEqualTypeOf<{ a: string; b?: number }>();
});
