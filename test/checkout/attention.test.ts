import { describe, expect, it } from 'vitest';
import { attentionOf, factsOf } from '../../lib/checkout/attention.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import type { Lifecycle } from '../../lib/checkout/lifecycle.ts';
import type { CheckoutState } from '../../lib/checkout/state.ts';
import { anEntry } from './entry-builder.ts';

const step = (status: string, state: CheckoutState, rank: number) => anEntry({ status, state, rank });
const created = step('CREATED', 'pending', 10);
const failed = step('FAILED', 'failed', 40);
const done = step('DONE', 'succeeded', 50);
const expired = step('EXPIRED', 'expired', 40);
const refunded = step('REFUNDED', 'refunded', 70);
const afterTx = step('FAILED_AFTER_TX_COMPLETED', 'review', 60);
const attentionTo = (history: readonly HistoryEntry[], lifecycle: Lifecycle = {}, retentionDays = 0) =>
  attentionOf(factsOf(history, { lifecycle, retentionDays }));
const kinds = (...history: readonly HistoryEntry[]) => attentionTo(history).map(({ kind }) => kind);

describe('What a person should look at', () => {
  it('is nothing in a normal life', () => {
    expect(kinds(created, done)).toEqual([]);
    expect(kinds(created, failed)).toEqual([]);
    expect(kinds(created, done, refunded)).toEqual([]);
  });

  it('is a conflict when the provider reported both success and failure, in either order of arrival', () => {
    expect(attentionTo([done, created, failed])).toEqual([
      { kind: 'conflict', reason: 'The provider reported both DONE and FAILED.' },
    ]);
    expect(kinds(failed, done)).toEqual(['conflict']);
    expect(kinds(expired, done)).toEqual(['conflict']);
  });

  it('is an unknown status, by its word, for as long as it is in the history', () => {
    expect(attentionTo([created, step('PARTIALLY_DONE', 'unknown', 39), done])).toEqual([
      {
        kind: 'unknown_status',
        reason: "PARTIALLY_DONE is not in the provider's lifecycle.",
      },
    ]);
  });

  it('is every unknown status, each word once', () => {
    const odd = (status: string, rank: number) => step(status, 'unknown', rank);
    expect(attentionTo([odd('ODD', 38), odd('ODDER', 39), odd('ODD', 37)])).toEqual([
      {
        kind: 'unknown_status',
        reason: "ODD is not in the provider's lifecycle. ODDER is not in the provider's lifecycle.",
      },
    ]);
  });

  it('is a transition out of a final status', () => {
    const reopened = step('NEW', 'pending', 99);
    expect(attentionTo([done, reopened])).toEqual([
      { kind: 'unexpected_transition', reason: 'NEW came after the final DONE.' },
    ]);
    expect(kinds(failed, step('FAILED', 'failed', 41))).toEqual([]);
    expect(kinds(failed, refunded)).toEqual(['unexpected_transition']);
  });

  it('is a failure after a success, as a conflict and not once more as a transition', () => {
    expect(kinds(created, done, step('CANCELED', 'failed', 80))).toEqual(['conflict']);
  });

  it('is a failure after another failure', () => {
    expect(kinds(failed, step('LAPSED', 'expired', 80))).toEqual(['unexpected_transition']);
  });

  it('is no full refund after a partial one', () => {
    expect(kinds(done, step('PARTIALLY_REFUNDED', 'refunded', 65), refunded)).toEqual([]);
  });

  it('is a refund after a failure, and a payment after a refund', () => {
    expect(kinds(expired, refunded)).toEqual(['unexpected_transition']);
    expect(kinds(refunded, step('DONE_AGAIN', 'succeeded', 80))).toEqual(['unexpected_transition']);
  });

  it('is nothing before the first event', () => {
    expect(kinds()).toEqual([]);
  });

  it('is a status by which the provider itself asks for a person, while it owns the row', () => {
    expect(attentionTo([afterTx, step('SENT', 'processing', 20), created])).toEqual([
      { kind: 'review', reason: 'The provider asks for a person to look: FAILED_AFTER_TX_COMPLETED.' },
    ]);
    expect(kinds(step('CONFLICT', 'review', 45), done)).not.toContain('review');
    expect(kinds(done, afterTx)).toEqual(['unexpected_transition', 'review']);
  });
});

describe('Where the provider says that a customer may try again after a failure', () => {
  const lifecycle: Lifecycle = {
    FAILED: { state: 'failed', rank: 40, mayBeFollowedBy: ['DONE', 'NEW_ATTEMPT'] },
    EXPIRED: { state: 'expired', rank: 40 },
    DONE: { state: 'succeeded', rank: 50 },
  };
  const kindsIn = (...history: readonly HistoryEntry[]) =>
    attentionTo(history, lifecycle).map(({ kind }) => kind);
  const failedLast = step('FAILED', 'failed', 80);

  it('a success after the failure needs nobody', () => {
    expect(kindsIn(created, failed, done)).toEqual([]);
  });

  it('another attempt after the failure needs nobody', () => {
    expect(kindsIn(failed, step('NEW_ATTEMPT', 'pending', 45))).toEqual([]);
  });

  it('the failure after the success is a conflict', () => {
    expect(kindsIn(done, failedLast)).toEqual(['conflict']);
    expect(kindsIn(failed, done, failedLast)).toEqual(['conflict']);
  });

  it('any other failure is a conflict', () => {
    expect(kindsIn(expired, done)).toEqual(['conflict']);
  });

  it('any other status after the failure is out of the ordinary', () => {
    expect(kindsIn(failed, step('REOPENED', 'pending', 45))).toEqual(['unexpected_transition']);
  });
});
