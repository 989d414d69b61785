/** The history's bytes as docs/table.md describes them: someone has written a decoder from that page alone. */

import { describe, expect, it } from 'vitest';
import { entryFrom, entryItem } from '../../lib/aws/dynamodb/history/history-item.ts';
import { packPlaces, unpackPlaces } from '../../lib/aws/dynamodb/history/packed-places.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import { anEntry } from '../checkout/entry-builder.ts';
import { documentAt } from './documents.ts';
import { codeOf, sectionOf, tableIn } from './page-tables.ts';

const section = sectionOf(documentAt('docs/table.md'), '## The history');

const bytesOf = (entry: HistoryEntry): Buffer => Buffer.from(entryItem(entry).B ?? []);
const placesOf = (entry: HistoryEntry): readonly (string | undefined)[] =>
  unpackPlaces(bytesOf(entry).subarray(1)).places;

/** An entry in which every text is the name of its place. */
const named: HistoryEntry = {
  eventId: 'eventId',
  status: 'status',
  state: 'succeeded',
  rank: 60,
  receivedAt: 'receivedAt',
  updatedAt: 'updatedAt',
  deliveryId: 'deliveryId',
  order: 'rank',
  details: {
    amount: 'amount',
    currency: 'currency',
    reference: 'reference',
    transactionHash: 'transactionHash',
    amountReceived: 'amountReceived',
    currencyReceived: 'currencyReceived',
    rawAmount: 'rawAmount',
    rawCurrency: 'rawCurrency',
  },
};

describe('An entry of the history', () => {
  it('begins with the version byte of the page', () => {
    const [, version = ''] = /one version byte, `0x(\w\w)`/.exec(section) ?? [];
    expect(bytesOf(named)[0]).toBe(Number.parseInt(version, 16));
  });

  it('has the places of the page, in that order', () => {
    const rows = tableIn(section, 'place');
    expect(rows.map(([place]) => Number(place))).toEqual(rows.map((_, index) => index + 1));
    const names = rows.map(([, text = '']) => codeOf(text.split(/[:,]/)[0]));
    const places = [...placesOf(named)];
    expect(places.splice(2, 2)).toEqual(['3', '60']);
    expect(places.pop()).toBe('1');
    expect(names.toSpliced(2, 2).slice(0, -1)).toEqual(places);
    expect([names[2], names[3], names.at(-1)]).toEqual(['state', 'rank', 'order']);
  });

  it('leaves out empty places at the end', () => {
    expect(placesOf(anEntry())).toHaveLength(5);
  });

  it('has the digits of the page for states and for what orders', () => {
    const rows = tableIn(section, 'digit').map(([digit, state]) => [codeOf(state), digit]);
    const digits = CheckoutState.options.map((state) => [state, placesOf(anEntry({ state }))[2]]);
    expect(rows).toEqual(digits);
    expect(placesOf(anEntry({ order: 'rank' })).at(-1)).toBe('1');
    expect(placesOf(anEntry({ order: 'last' })).at(-1)).toBe('2');
  });

  it('keeps the meaning of its first places under a higher version byte', () => {
    const higher = bytesOf(named);
    higher[0] = 0xef;
    const { foreign: _version, ...entry } = entryFrom({ B: higher });
    expect(entry).toEqual(named);
  });
});

/** What the page's table of first bytes says, by the byte. */
const heads = new Map(
  tableIn(section, 'byte').map(([byte = '', followed = '']) => [codeOf(byte).slice(0, 4), followed]),
);

describe('A place of the history', () => {
  const hex = 'ab'.repeat(32);
  const uuid = 'aa96176f-1136-4716-9213-8f5ec43ffa81';

  it.each([
    ['a short text', 'PAID', '0x04', 4],
    ['the longest short text', 'x'.repeat(0xef), '0xef', 0xef],
    ['no text', undefined, '0xf0', 0],
    ['a long text', 'x'.repeat(0xf0), '0xf1', 2 + 0xf0],
    ['a digest', hex, '0xf2', 32],
    ['a transaction hash', `0x${hex}`, '0xf3', 32],
    ['a UUID', uuid, '0xf4', 16],
    ['a time of ours', '2026-01-01T12:00:00.882Z', '0xf5', 6],
    ['a provider’s time', '2026-01-01T12:00:00.882256224Z', '0xf6', 9],
  ])('begins with the byte of the page for %s', (_name, text, head, following) => {
    const packed = packPlaces([text]);
    expect(packed[0]).toBe(Number(head));
    expect(packed).toHaveLength(1 + following);
    expect(heads.has(Number(head) < 0xf0 ? '0x00' : head)).toBe(true);
  });

  it('gives for every fixed kind as many bytes as the page says', () => {
    const sizes = [...heads].map(([head, followed]) => [head, followed.match(/\d+/g)?.map(Number) ?? []]);
    expect(Object.fromEntries(sizes)).toEqual({
      '0x00': [],
      '0xf0': [],
      '0xf1': [2],
      '0xf2': [32],
      '0xf3': [32],
      '0xf4': [16],
      '0xf5': [6],
      '0xf6': [6, 3],
    });
  });

  it('has no other first byte', () => {
    for (let head = 0xf7; head <= 0xff; head += 1)
      expect(() => unpackPlaces(Buffer.alloc(80, head))).toThrow(RangeError);
  });

  it('is packed as in the example of the page', () => {
    const [, bytes = '', text = ''] = /For example, `([0-9a-f]+)` is\s+`([^`]+)`/.exec(section) ?? [];
    expect(Buffer.from(packPlaces([text])).toString('hex')).toBe(bytes);
  });
});
