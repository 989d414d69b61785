import { describe, expect, it } from 'vitest';
import type { HeldLetter } from '../../../cli/dead-letters/held-letter.ts';
import { bodyOf, letterOf } from '../../../cli/dead-letters/letter.ts';
import { matches } from '../../../cli/dead-letters/letter-filter.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';

const held = (text: string, overrides: Partial<HeldLetter> = {}): HeldLetter => ({
  messageId: 'm-1',
  receipt: 'r-1',
  text,
  sentAt: '2026-01-01T00:00:05.000Z',
  receiveCount: 3,
  ...overrides,
});

const messageWith = (body: string): string =>
  JSON.stringify({
    version: 1,
    provider: 'tweed',
    body: Buffer.from(body).toString('base64'),
    bodyDigest: bodyDigest(Buffer.from(body)),
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: 'request-1',
    headers: {},
  });
const done = JSON.stringify(tweed.sample({ checkoutId: 'T-1', status: 'DONE', at: '' }));

describe('letterOf', () => {
  it('shows the checkout if the body can be read by now', () => {
    expect(letterOf(held(messageWith(done), { reason: 'unexpected_shape at data' }))).toEqual({
      id: 'm-1',
      reason: 'unexpected_shape at data',
      provider: 'tweed',
      checkoutId: 'T-1',
      status: 'DONE',
      firstSeen: '2026-01-01T00:00:00.000Z',
      receiveCount: 3,
      ifRedriven: 'applies',
      requestId: 'request-1',
    });
  });

  it('has a reason for a letter that SQS moved after the last try', () => {
    expect(letterOf(held(messageWith(done))).reason).toBe('failed_too_often');
  });

  it.each([
    ['is not JSON', '{', 'dead again'],
    ['is of an unknown type', '{"type":"OTHER","data":{}}', 'dead again'],
  ])('predicts the outcome of a redrive for a body that %s', (_case, body, prospect) => {
    expect(letterOf(held(messageWith(body)))).toMatchObject({ ifRedriven: prospect, checkoutId: null });
  });

  it('uses the message attributes of a text that is not a queue message', () => {
    const letter = letterOf(held('hello', { reason: 'not_a_queue_message', provider: 'inqud' }));
    expect(letter).toMatchObject({
      provider: 'inqud',
      firstSeen: '2026-01-01T00:00:05.000Z',
      requestId: null,
    });
  });
});

describe('bodyOf', () => {
  it('returns the body byte for byte, or the whole text if there is no body', () => {
    expect(bodyOf(held(messageWith(done))).toString()).toBe(done);
    expect(bodyOf(held('hello')).toString()).toBe('hello');
  });
});

describe('matches', () => {
  const letter = letterOf(held(messageWith(done), { reason: 'unexpected_shape at id' }));

  it.each([
    [{}, true],
    [{ reason: 'unexpected_shape' }, true],
    [{ reason: 'unexpected_shape at id' }, true],
    [{ reason: 'unexpected' }, false],
    [{ provider: 'tweed' }, true],
    [{ provider: 'inqud' }, false],
    [{ id: ['m-1', 'm-2'] }, true],
    [{ id: ['m-2'] }, false],
    [{ reason: 'unexpected_shape', provider: 'inqud' }, false],
  ])('%j: %s', (filter, isMatch) => {
    expect(matches(filter, letter)).toBe(isMatch);
  });
});
