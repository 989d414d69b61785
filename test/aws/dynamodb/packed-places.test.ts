import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPlaces, unpackPlaces } from '../../../lib/aws/dynamodb/history/packed-places.ts';

const time = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const updateTime = fc
  .tuple(time, fc.stringMatching(/^\d{6}$/))
  .map(([text, subMs]) => text.replace('Z', `${subMs}Z`));
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const transactionHash = digest.map((text) => `0x${text}`);

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ minLength: 230, maxLength: 260 }),
  ...[time, updateTime, digest, transactionHash, fc.uuid()],
  fc.uuid().map((id) => id.toUpperCase()),
  fc.stringMatching(/^0?[xX]?[0-9a-fA-F]{60,66}$/),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z$/),
);

const bytesOf = (text: string): number => packPlaces([text]).length;

describe('Packed places', () => {
  it('come back to the letter, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.option(anyText, { nil: undefined })), (places) => {
        expect(unpackPlaces(packPlaces(places)).places).toEqual(places);
      }),
      { numRuns: 1_000 },
    );
  });

  it('take half the bytes or fewer for ids, hashes and times', () => {
    fc.assert(fc.property(digest, (text) => bytesOf(text) === 33));
    fc.assert(fc.property(transactionHash, (text) => bytesOf(text) === 33));
    fc.assert(fc.property(fc.uuid(), (text) => bytesOf(text) === 17));
    const ofOurDays = (text: string) => text < '6000';
    fc.assert(fc.property(time.filter(ofOurDays), (text) => bytesOf(text) === 7));
    fc.assert(fc.property(updateTime.filter(ofOurDays), (text) => bytesOf(text) === 10));
  });

  it('keep what looks like a time and is none', () => {
    const texts = ['2026-13-45T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '2026-13-45T00:00:00.000000000Z'];
    expect(unpackPlaces(packPlaces(texts)).places).toEqual(texts);
  });

  it('keep a byte-order mark at the beginning of a text', () => {
    expect(unpackPlaces(packPlaces(['\ufeffPAID'])).places).toEqual(['\ufeffPAID']);
  });

  it('have the same bytes for good: rows hold them', () => {
    const places = [
      'ab'.repeat(32),
      'PAID',
      undefined,
      `0x${'cd'.repeat(32)}`,
      'aa96176f-1136-4716-9213-8f5ec43ffa81',
      '2026-01-01T12:00:00.882Z',
      '2026-01-01T12:00:00.882256224Z',
      'é'.repeat(120),
    ];
    const expected = [
      `f2${'ab'.repeat(32)}`,
      '0450414944',
      'f0',
      `f3${'cd'.repeat(32)}`,
      'f4aa96176f113647169213' + '8f5ec43ffa81',
      'f5019b796dd972',
      'f6019b796dd97203e8e0',
      `f100f0${'c3a9'.repeat(120)}`,
    ];
    expect(Buffer.from(packPlaces(places)).toString('hex')).toBe(expected.join(''));
  });

  it('are refused when they are damaged', () => {
    for (const bytes of [[5, 65], [0xf1, 1], [0xf2, 1, 2], [0xf9], [0xf5, 1]])
      expect(() => unpackPlaces(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
