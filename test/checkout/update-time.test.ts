import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeTime } from '../../lib/checkout/update-time.ts';

describe('A provider’s time, normalized', () => {
  it.each([
    ['2023-12-22T09:17:26.081523507Z', '2023-12-22T09:17:26.081523507Z'],
    ['2023-12-22T09:17:46.88Z', '2023-12-22T09:17:46.880000000Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000000000Z'],
    ['2026-01-01T00:00Z', '2026-01-01T00:00:00.000000000Z'],
    ['2026-01-01T00:00:00', '2026-01-01T00:00:00.000000000Z'],
    ['2026-01-01T02:30:00.5+02:30', '2026-01-01T00:00:00.500000000Z'],
    ['2025-12-31T19:00:00-0500', '2026-01-01T00:00:00.000000000Z'],
    ['2026-01-01T00:00:00.1234567899Z', '2026-01-01T00:00:00.123456789Z'],
    ['2024-02-29T23:59:59z', '2024-02-29T23:59:59.000000000Z'],
  ])('reads %s', (text, normalized) => {
    expect(normalizeTime(text)).toBe(normalized);
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T25:00:00Z',
    '1735689600',
    '2026-01-01T00:00:00Zulu',
    '2026-01-01T00:00:00Z ',
    ' 2026-01-01T00:00:00Z',
    '+02026-01-01T00:00:00Z',
    '0000-01-01T00:00:00+01:00',
  ])('refuses %j', (text) => {
    expect(normalizeTime(text)).toBeUndefined();
  });

  it('puts …46.88Z after …46.8Z and before …46.882256224Z, which plain text does not', () => {
    const times = ['2023-12-22T09:17:46.882256224Z', '2023-12-22T09:17:46.88Z', '2023-12-22T09:17:46.8Z'];
    const sorted = times.map((text) => normalizeTime(text)).toSorted();
    expect(sorted).toEqual(times.toReversed().map((text) => normalizeTime(text)));
    expect(times.toSorted()).not.toEqual(times.toReversed());
  });

  it('orders any two times as the clock does, whatever their digits and offsets', () => {
    const time = fc.record({
      seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
      fraction: fc.stringMatching(/^\d{0,9}$/),
      offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    });
    fc.assert(
      fc.property(time, time, (left, right) => {
        const [a, b] = [nanoseconds(left), nanoseconds(right)];
        const [textA, textB] = [normalizeTime(isoText(left)) ?? '', normalizeTime(isoText(right)) ?? ''];
        expect(Math.sign(textA < textB ? -1 : Number(textA > textB))).toBe(a < b ? -1 : Number(a > b));
      }),
    );
  });
});

interface Time {
  readonly seconds: number;
  readonly fraction: string;
  readonly offset: number;
}

const nanoseconds = ({ seconds, fraction }: Time): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));

function isoText({ seconds, fraction, offset }: Time): string {
  const wallClock = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${wallClock}${fraction && `.${fraction}`}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
