import { describe, expect, it } from 'vitest';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import {
  type CheckoutRow,
  kindsOf,
  openFactsOf,
  sameFacts,
  waitingFacts,
} from '../../../lib/checkout/rows/checkout-row.ts';
import { aKey, anEntry } from '../entry-builder.ts';

const policy = { lifecycle: {}, retentionDays: 0 };
const conflicting: Checkout = checkoutOf(aKey, [
  anEntry({ status: 'FAILED', state: 'failed', rank: 40 }),
  anEntry({ status: 'DONE', state: 'succeeded', rank: 50 }),
]);
const ordinary = checkoutOf(aKey, [anEntry()]);
const conflict = { key: 'conflict|DONE|FAILED', reason: 'The provider reported both DONE and FAILED.' };
const foreign = { key: 'chargeback|DONE', reason: 'The bank took the money back.' };
const withdrawn = { key: 'unknown_status|SEIZED', reason: "SEIZED is not in the provider's lifecycle." };
const resolution = { kinds: ['conflict'], facts: [conflict.key], who: 'ann', when: 'now', note: 'n' };

const openIn = (row: CheckoutRow) => openFactsOf(row.checkout, row, policy).map(({ key }) => key);
const waitingIn = (row: CheckoutRow) => waitingFacts(row, policy).map(({ key }) => key);

describe('A row must list as open', () => {
  it('what its history makes a person look at', () => {
    expect(openIn({ checkout: conflicting, openFacts: [] })).toEqual([conflict.key]);
  });

  it('nothing that a person has resolved', () => {
    expect(openIn({ checkout: conflicting, openFacts: [conflict], resolution })).toEqual([]);
  });

  it('nothing that its history no longer gives reason for', () => {
    expect(openIn({ checkout: ordinary, openFacts: [withdrawn] })).toEqual([]);
  });

  it('every fact of a kind that only a newer version knows', () => {
    expect(openIn({ checkout: conflicting, openFacts: [foreign] })).toEqual([conflict.key, foreign.key]);
  });
});

describe('For a person waits', () => {
  it('what the history says, although the row does not list it yet', () => {
    expect(waitingIn({ checkout: conflicting, openFacts: [] })).toEqual([conflict.key]);
  });

  it('what the row lists, although the history of this reader does not say it', () => {
    expect(waitingIn({ checkout: ordinary, openFacts: [withdrawn, foreign] })).toEqual([
      foreign.key,
      withdrawn.key,
    ]);
  });

  it('each fact once', () => {
    expect(waitingIn({ checkout: conflicting, openFacts: [conflict] })).toEqual([conflict.key]);
  });
});

describe('Two lists name the same facts', () => {
  it('in whatever order, and whatever the sentences say', () => {
    const reworded = { ...conflict, reason: 'Both were reported.' };
    expect(sameFacts([conflict, foreign], [foreign, reworded])).toBe(true);
  });

  it('only if neither has a fact that the other has not', () => {
    expect(sameFacts([conflict, foreign], [conflict])).toBe(false);
    expect(sameFacts([conflict], [conflict, foreign])).toBe(false);
    expect(sameFacts([conflict], [foreign])).toBe(false);
  });
});

it('The kinds of facts are named once each, in the order of the facts', () => {
  expect(kindsOf([foreign, conflict, { key: 'conflict|DONE|EXPIRED' }])).toEqual(['chargeback', 'conflict']);
});
