import { expect, it } from 'vitest';
import { eventLetterOf } from '../../../cli/dead-letters/event-letter.ts';

const held = (text: string, reason?: string) => ({
  messageId: 'm-1',
  receipt: 'r-1',
  text,
  sentAt: '2026-01-01T00:00:05.000Z',
  receiveCount: 1,
  ...(reason !== undefined && { reason }),
});

it('A change that could not be published shows the key of its row', () => {
  const text = JSON.stringify({ checkoutId: 'CCO-1', provider: 'inqud', recordId: 'r' });
  expect(eventLetterOf(held(text, 'row_unreadable'))).toEqual({
    id: 'm-1',
    reason: 'row_unreadable',
    provider: 'inqud',
    checkoutId: 'CCO-1',
    status: null,
    firstSeen: '2026-01-01T00:00:05.000Z',
    receiveCount: 1,
    ifRedriven: null,
    requestId: null,
  });
});

it('An event that was never accepted shows its checkout', () => {
  const text = JSON.stringify({ subject: 'CCO-1', data: { provider: 'inqud', status: 'SUCCESS' } });
  expect(eventLetterOf(held(text, 'http_500'))).toMatchObject({
    checkoutId: 'CCO-1',
    provider: 'inqud',
    status: 'SUCCESS',
    reason: 'http_500',
  });
});

it('A letter of SNS has no reason, and a text that is neither shows nothing of itself', () => {
  expect(eventLetterOf(held('hello'))).toMatchObject({ reason: 'not_delivered', checkoutId: null });
});
