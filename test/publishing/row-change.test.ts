/** What publish reads in the stream of the table: rows of every version, and rows that others wrote to. */

import { describe, expect, it } from 'vitest';
import { type Row, storedCheckoutFrom } from '../../lib/aws/dynamodb/checkout-item.ts';
import { rowChangeFrom } from '../../lib/aws/streams/row-change.ts';
import { newerRow } from '../versions/newer-row.ts';
import { fixtureVersions, readFixtures, rowFrom } from '../versions/version-fixtures.ts';
import { streamRecord } from './stream-record.ts';

describe.each(fixtureVersions())('A row that %s wrote', (version) => {
  it.each(Object.entries(readFixtures(version).rows))(
    'is read in the stream as in the table (%s)',
    (_name, row) => {
      const stored = rowFrom(row);
      const record = streamRecord('MODIFY', { OldImage: stored, NewImage: newerRow(stored) });
      const { before, after, key } = rowChangeFrom(record);
      expect(before).toEqual(storedCheckoutFrom(stored));
      expect(after).toEqual(storedCheckoutFrom(newerRow(stored)));
      expect(storedCheckoutFrom(stored).checkout).toMatchObject(key);
    },
  );
});

const [row] = Object.values(readFixtures('v1').rows).map(rowFrom);
if (!row) throw new Error('Version 1 has rows.');

describe('A change in the stream', () => {
  it('is read although somebody added attributes of any kind to the row', () => {
    const added: Row = {
      flag: { BOOL: true },
      nothing: { NULL: true },
      numbers: { NS: ['1'] },
      bytes: { BS: [Buffer.from('a')] },
    };
    const { after } = rowChangeFrom(streamRecord('INSERT', { NewImage: { ...row, ...added } }));
    expect(after).toEqual(storedCheckoutFrom(row));
  });

  it('has no row before the first write, and none after a deletion', () => {
    expect(rowChangeFrom(streamRecord('INSERT', { NewImage: row })).before).toBeUndefined();
    expect(rowChangeFrom(streamRecord('REMOVE', { OldImage: row })).after).toBeUndefined();
  });

  it('keeps its key and its record when the row cannot be read', () => {
    const NewImage: Row = { ...row, history: { S: 'broken' } };
    const change = rowChangeFrom(streamRecord('MODIFY', { OldImage: row, NewImage }, '7'));
    expect(change).toMatchObject({
      recordId: '7',
      key: { checkoutId: row['checkoutId']?.S, provider: row['provider']?.S },
      after: 'unreadable',
    });
  });

  it.each([
    streamRecord('MODIFY', { NewImage: row }),
    streamRecord('INSERT', { OldImage: row }),
    streamRecord('REMOVE', {}),
  ])('is an error in a stream that lacks images, because every record of it is wrong', (record) => {
    expect(() => rowChangeFrom(record)).toThrow();
  });
});
