import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTime, unpackTime } from '../../lib/aws/packed-time.ts';
import { normalizeTime } from '../../lib/checkout/update-time.ts';

const unpacked = (text: string) => {
  const { S, N } = packTime(text);
  return unpackTime({ ...(S !== undefined && { S }), ...(N !== undefined && { N }) });
};

describe('A packed time', () => {
  it('is a number of nanoseconds', () => {
    expect(packTime('1970-01-01T00:00:01.000000002Z')).toEqual({ N: '1000000002' });
  });

  it('comes back to the letter, before 1970 and after', () => {
    const time = fc
      .tuple(
        fc.date({
          min: new Date('0000-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        fc.stringMatching(/^\d{6}$/),
      )
      .map(([date, subMs]) => normalizeTime(date.toISOString().replace('Z', `${subMs}Z`)) ?? '');
    fc.assert(
      fc.property(time, (text) => {
        expect(packTime(text)).toHaveProperty('N');
        expect(unpacked(text)).toBe(text);
      }),
    );
  });

  it('stays text when it is not a normalized time', () => {
    const impossible = '2026-13-45T00:00:00.000000000Z';
    for (const text of ['', '2026-01-01T00:00:00Z', impossible]) expect(unpacked(text)).toBe(text);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unpacked(text)).toBe(text);
      }),
    );
  });
});
