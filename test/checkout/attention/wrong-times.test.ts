import { describe, expect, it } from 'vitest';
import { attentionOf, factsOf } from '../../../lib/checkout/attention.ts';
import { anEntry } from '../entry-builder.ts';

const receivedAt = '2026-03-31T12:00:00.000Z';

/** What a person should look at in an event with this time of the provider, where rows are kept for these days. */
function attentionTo(updatedAt: string | undefined, retentionDays = 0) {
  const entry = anEntry({ status: 'NEW', receivedAt, ...(updatedAt !== undefined && { updatedAt }) });
  return attentionOf(factsOf([entry], { lifecycle: {}, retentionDays }));
}

describe('A time in the future', () => {
  it('needs a person when it is more than a day after the webhook was received', () => {
    expect(attentionTo('2026-04-01T12:00:00.001000000Z')).toEqual([
      {
        kind: 'future_time',
        reason:
          'NEW has a time that is more than a day after it was received: 2026-04-01T12:00:00.001000000Z.',
      },
    ]);
  });

  it('needs nobody within a day: a time zone that was left out explains it', () => {
    expect(attentionTo('2026-04-01T12:00:00.000000000Z')).toEqual([]);
  });

  it('is one fact for each event', () => {
    const given = { receivedAt, updatedAt: '2027-01-01T00:00:00.000000000Z' };
    const facts = factsOf([anEntry({ ...given, eventId: 'a' }), anEntry({ ...given, eventId: 'b' })], {
      lifecycle: {},
      retentionDays: 0,
    });
    expect(facts.map(({ key }) => key)).toEqual(['future_time|a', 'future_time|b']);
  });
});

describe('A time that is older than the rows that are kept', () => {
  it('needs a person: the row may have been deleted, and this one begins without it', () => {
    expect(attentionTo('2026-03-01T11:59:59.999000000Z', 30)).toEqual([
      {
        kind: 'after_retention',
        reason: 'NEW was received later than rows are kept: an earlier row may have been deleted.',
      },
    ]);
  });

  it('needs nobody up to the last day', () => {
    expect(attentionTo('2026-03-01T12:00:00.000000000Z', 30)).toEqual([]);
    expect(attentionTo('2026-03-31T12:00:00.000000000Z', 30)).toEqual([]);
  });

  it('needs nobody where rows are kept forever', () => {
    expect(attentionTo('2016-01-01T00:00:00.000000000Z', 0)).toEqual([]);
  });

  it('is one fact for each event', () => {
    const given = { receivedAt, updatedAt: '2016-01-01T00:00:00.000000000Z' };
    const facts = factsOf([anEntry({ ...given, eventId: 'a' }), anEntry({ ...given, eventId: 'b' })], {
      lifecycle: {},
      retentionDays: 30,
    });
    expect(facts.map(({ key }) => key)).toEqual(['after_retention|a', 'after_retention|b']);
  });
});

it('An event without a time of the provider is never out of time', () => {
  expect(attentionTo(undefined, 30)).toEqual([]);
});
