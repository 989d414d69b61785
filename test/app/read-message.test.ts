import { describe, expect, it } from 'vitest';
import { readMessage } from '../../lib/app/read-message.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';

const body = Buffer.from('{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}');
const message = {
  version: 1 as const,
  provider: 'inqud',
  body: body.toString('base64'),
  bodyDigest: bodyDigest(body),
  receivedAt: '2026-01-01T00:00:01.000Z',
  requestId: 'request-1',
  headers: {},
};

const recordOf = (value: object) => ({ messageId: 'message-1', text: JSON.stringify(value) });

describe('A queue message', () => {
  it('becomes an event with the body’s digest for an id, and nothing that is not known', () => {
    expect(readMessage(findProvider, recordOf(message))).toStrictEqual({
      kind: 'event',
      record: recordOf(message),
      message,
      event: {
        checkoutId: 'CCO-1',
        provider: 'inqud',
        eventId: message.bodyDigest,
        status: 'NEW',
        state: 'pending',
        rank: 10,
        updatedAt: '2026-01-01T00:00:00.000000000Z',
        receivedAt: '2026-01-01T00:00:01.000Z',
        details: {},
      },
      dropped: [],
    });
  });

  // btcpayserver#3966: a redelivery has a new delivery id. It is recorded, and no identity.
  it('keeps the id of the delivery beside that of the event', () => {
    const read = readMessage(findProvider, recordOf({ ...message, deliveryId: 'delivery-1' }));
    expect(read).toMatchObject({ event: { deliveryId: 'delivery-1', eventId: message.bodyDigest } });
  });

  it('takes the provider’s own id of the event where there is one', () => {
    const withIds = { ...inqud, parse: () => ({ ...parsed, eventId: 'evt_1' }) };
    expect(readMessage(() => withIds, recordOf(message))).toMatchObject({
      event: { eventId: 'evt_1' },
    });
  });

  it('is dead when what the provider’s file makes of it is no event that a row can hold', () => {
    const broken = { ...inqud, parse: () => ({ ...parsed, rank: 0 }) };
    expect(readMessage(() => broken, recordOf(message))).toEqual({
      kind: 'dead',
      record: recordOf(message),
      reason: 'not_a_checkout_event',
      message,
    });
  });

  it('is dead when its body is not the one that was received', () => {
    const damaged = { ...message, bodyDigest: '0'.repeat(64) };
    expect(readMessage(findProvider, recordOf(damaged))).toStrictEqual({
      kind: 'dead',
      record: recordOf(damaged),
      message: damaged,
      reason: 'body_damaged',
    });
  });

  it('is dead when the provider’s file cannot read the body, with the reason', () => {
    const unreadable = Buffer.from('not json');
    const odd = { ...message, body: unreadable.toString('base64'), bodyDigest: bodyDigest(unreadable) };
    expect(readMessage(findProvider, recordOf(odd))).toStrictEqual({
      kind: 'dead',
      record: recordOf(odd),
      message: odd,
      reason: 'not_json',
    });
  });

  it.each(['2026-01-01T00:00:01Z', '2026-01-01T00:00:01.0000Z', '2026-01-01T01:00:01.000+01:00'])(
    'is none of ours with the time %s: ours have milliseconds, in UTC',
    (receivedAt) => {
      const read = readMessage(findProvider, recordOf({ ...message, receivedAt }));
      expect(read).toEqual({
        kind: 'dead',
        record: recordOf({ ...message, receivedAt }),
        reason: 'not_a_queue_message',
      });
    },
  );
});

const parsed = {
  kind: 'checkout',
  checkoutId: 'CCO-1',
  status: 'NEW',
  state: 'pending',
  rank: 10,
  details: {},
} as const;
