import { expect, it } from 'vitest';
import { retryAfterSeconds } from '../../lib/notify/retry-after.ts';

const now = Date.parse('2026-10-21T07:28:00.000Z');

it.each([
  ['120', 120],
  [' 0 ', 0],
  ['Wed, 21 Oct 2026 07:29:30 GMT', 90],
  ['Wed, 21 Oct 2026 07:27:30 GMT', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e9', undefined],
  ['soon', undefined],
  ['2026', 2026],
  ['2030-01-01', undefined],
  ['99999999999999999999', undefined],
  ['Foo, 99 Bar 2026 99:99:99 GMT', undefined],
  ['', undefined],
])('Retry-After "%s" asks for %s seconds', (text, seconds) => {
  expect(retryAfterSeconds(text, now)).toBe(seconds);
});
