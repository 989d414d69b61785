import { type AttentionPolicy, attentionKinds, type Fact, factsOf } from '../attention.ts';
import type { Checkout } from '../checkout.ts';

/** A fact as a row stores it. */
export type StoredFact = Pick<Fact, 'key' | 'reason'>;

/** A person has looked at a checkout and said that these facts need nobody any more. */
export interface Resolution {
  /** The kinds that were open when it was resolved. */
  readonly kinds: readonly string[];
  /** The keys of every fact that was ever resolved for the checkout. */
  readonly facts: readonly string[];
  readonly who: string;
  /** UTC, milliseconds. */
  readonly when: string;
  readonly note: string;
}

/** A claim of a checkout, as its row stores it. */
export interface StoredClaim {
  /** UTC, milliseconds. */
  readonly at: string;
  /** Tells the claims of several callers apart. Empty if the caller gave none. */
  readonly id: string;
}

/** A row of the table: the checkout, the facts that wait for a person, and the last resolution. */
export interface CheckoutRow {
  readonly checkout: Checkout;
  /** The facts that were reported and that nobody has resolved. */
  readonly openFacts: readonly StoredFact[];
  readonly resolution?: Resolution;
  /** The claims by purpose. Writes of checkouts leave them as they are. */
  readonly claims?: Readonly<Record<string, StoredClaim>>;
}

/**
 * Returns the facts that a row must list as open: those of its checkout that nobody has resolved, and those of kinds
 * that only a newer version knows, which this version must not drop.
 */
export function openFactsOf(
  checkout: Checkout,
  { openFacts, resolution }: Pick<CheckoutRow, 'openFacts' | 'resolution'>,
  policy: AttentionPolicy,
): readonly StoredFact[] {
  const resolved = new Set(resolution?.facts);
  const own = factsOf(checkout.history, policy).filter(({ key }) => !resolved.has(key));
  const foreign = openFacts.filter((fact) => !ownKinds.has(kindOf(fact)));
  return [...own, ...foreign];
}

/**
 * Returns everything that waits for a person: what follows from the history, and what the row lists besides, because a
 * newer version or the consumer may know more.
 */
export function waitingFacts(row: CheckoutRow, policy: AttentionPolicy): readonly StoredFact[] {
  const facts = new Map<string, StoredFact>();
  for (const fact of [...openFactsOf(row.checkout, row, policy), ...row.openFacts]) facts.set(fact.key, fact);
  return [...facts.values()];
}

const ownKinds: ReadonlySet<string> = new Set(attentionKinds);

/** Whether two lists name the same facts, in whatever order. */
export function sameFacts(left: readonly StoredFact[], right: readonly StoredFact[]): boolean {
  const keys = new Set(left.map(({ key }) => key));
  return left.length === right.length && right.every(({ key }) => keys.has(key));
}

/** The kind of a stored fact, such as `conflict`. A newer version may have stored a kind that this one does not know. */
export const kindOf = ({ key }: Pick<StoredFact, 'key'>): string => key.split('|', 1)[0] ?? key;

/** The distinct kinds of facts, in the order in which they are first named. */
export const kindsOf = (facts: readonly Pick<StoredFact, 'key'>[]): readonly string[] => [
  ...new Set(facts.map(kindOf)),
];
