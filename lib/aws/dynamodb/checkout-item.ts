import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { FoundCheckout, StoredCheckout } from '../../app/ports.ts';
import { type Checkout, checkoutOf } from '../../checkout/checkout.ts';
import type { CheckoutKey } from '../../checkout/checkout-event.ts';
import { detailNames } from '../../checkout/details.ts';
import {
  kindsOf,
  type Resolution,
  type StoredClaim,
  type StoredFact,
} from '../../checkout/rows/checkout-row.ts';
import { CheckoutState } from '../../checkout/state.ts';
import { isNonEmpty } from '../../values/non-empty.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import { entryFrom, entryItem } from './history/history-item.ts';
import { attentionShard, stateShard } from './index-shard.ts';

/** A row: attributes by name. docs/table.md describes every one of them. */
export type Row = Record<string, AttributeValue>;

/** The attribute that says when a state began, such as `succeededSince`. */
export const sinceAttribute = (state: CheckoutState): string => `${state}Since`;

/** Attributes of the checkout that a row may have or lack. */
export const optionalAttributes: readonly string[] = [
  ...detailNames,
  ...CheckoutState.options.map(sinceAttribute),
];

export const keyItem = ({ checkoutId, provider }: CheckoutKey): Row => ({
  checkoutId: { S: checkoutId },
  provider: { S: provider },
});

/** The attributes that say what the history says, in plain text: everything about a checkout but its key and history. */
export function derivedItem(checkout: Checkout): Row {
  const { details, stateTimes } = checkout;
  const row: Row = {
    status: { S: checkout.status },
    state: { S: checkout.state },
    since: { S: checkout.since },
    stateShard: { S: stateShard(checkout.state, checkout.checkoutId) },
    position: { S: checkout.position },
  };
  for (const name of detailNames) {
    const text = details[name];
    if (text !== undefined) row[name] = { S: text };
  }
  for (const state of CheckoutState.options) {
    const since = stateTimes[state];
    if (since !== undefined) row[sinceAttribute(state)] = { S: since };
  }
  return row;
}

export const attentionAttributes = ['attention', 'attentionFacts', 'attentionShard'] as const;

/**
 * The attributes of a row that waits for a person. They are absent while nothing waits, so the index by attention holds
 * only the rows that do.
 */
export function attentionItem(checkoutId: string, openFacts: readonly StoredFact[]): Row {
  if (openFacts.length === 0) return {};
  const facts: Record<string, AttributeValue> = {};
  for (const { key, reason } of openFacts) facts[key] = { S: reason };
  return {
    attention: { SS: [...kindsOf(openFacts)] },
    attentionFacts: { M: facts },
    attentionShard: { S: attentionShard(checkoutId) },
  };
}

export const resolutionItem = ({ kinds, facts, who, when, note }: Resolution): AttributeValue => ({
  M: {
    kinds: { SS: [...kinds] },
    facts: { SS: [...facts] },
    who: { S: who },
    when: { S: when },
    note: { S: note },
  },
});

export const historyItem = (history: Checkout['history']): AttributeValue => ({ L: history.map(entryItem) });

const Text = z.object({ S: z.string() });
const Texts = z.object({ SS: z.array(z.string()) });

const StoredItem = z.object({
  checkoutId: Text,
  provider: Text,
  revision: z.object({ N: z.string() }),
  history: z.object({ L: z.array(z.custom<AttributeValue>()) }),
  attentionFacts: z.exactOptional(z.object({ M: z.record(z.string(), Text) })),
  resolved: z.exactOptional(
    z.object({ M: z.object({ kinds: Texts, facts: Texts, who: Text, when: Text, note: Text }) }),
  ),
});

/**
 * Returns the checkout that a row holds. Of the attributes that describe the checkout only the history is read: the
 * others follow from it.
 *
 * @throws Error when the item is not a row of this service, or was written by a newer version in a form that this one
 *   cannot read
 */
export function storedCheckoutFrom(item: Row): StoredCheckout {
  const row = z.parse(StoredItem, item);
  const history = row.history.L.map(entryFrom);
  if (!isNonEmpty(history)) throw new TypeError(`The row of ${row.checkoutId.S} has no history.`);
  const checkout = checkoutOf({ checkoutId: row.checkoutId.S, provider: row.provider.S }, history);
  const openFacts: StoredFact[] = [];
  for (const [key, { S: reason }] of Object.entries(row.attentionFacts?.M ?? {}))
    openFacts.push({ key, reason });
  return withoutUndefined({
    checkout,
    openFacts,
    resolution: row.resolved && resolutionFrom(row.resolved.M),
    claims: claimsIn(item),
    revision: Number(row.revision.N),
  });
}

function resolutionFrom(item: NonNullable<z.infer<typeof StoredItem>['resolved']>['M']): Resolution {
  return {
    kinds: item.kinds.SS,
    facts: item.facts.SS,
    who: item.who.S,
    when: item.when.S,
    note: item.note.S,
  };
}

const CLAIM = 'claim_';

/** The attribute of the claims for a purpose, such as `claim_ship`. */
export const claimAttribute = (purpose: string): string => CLAIM + purpose;

/** When it was claimed, and the id that tells the callers apart. Code of a shop may leave out the id. */
export const claimItem = ({ at, id }: StoredClaim): AttributeValue => ({ S: id === '' ? at : `${at} ${id}` });

function claimsIn(item: Row): Readonly<Record<string, StoredClaim>> | undefined {
  const claims: Record<string, StoredClaim> = {};
  for (const [attribute, value] of Object.entries(item)) {
    if (!attribute.startsWith(CLAIM)) continue;
    const [at = '', id = ''] = (value.S ?? '').split(' ');
    claims[attribute.slice(CLAIM.length)] = { at, id };
  }
  return Object.keys(claims).length === 0 ? undefined : claims;
}

const PlainItem = z.object({ checkoutId: Text, provider: Text, status: Text, state: Text, since: Text });

/**
 * Returns a row as readers find it. A row that cannot be read whole never fails a list: it is shown with what it says
 * in plain text.
 *
 * @throws ZodError when the item is not a row of this service
 */
export function foundCheckoutFrom(item: Row): FoundCheckout {
  try {
    return { ...storedCheckoutFrom(item), kind: 'readable' };
  } catch {
    const { checkoutId, provider, status, state, since } = z.parse(PlainItem, item);
    return {
      kind: 'unreadable',
      checkoutId: checkoutId.S,
      provider: provider.S,
      status: status.S,
      state: state.S,
      since: since.S,
    };
  }
}
