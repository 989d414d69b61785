import { compareText } from '../values/compare-text.ts';
import { type Attention, type AttentionPolicy, attentionOf } from './attention.ts';
import type { CheckoutKey, HistoryEntry } from './checkout-event.ts';
import { byPosition, positionOf } from './position.ts';
import {
  type CheckoutRow,
  kindOf,
  type Resolution,
  type StoredClaim,
  waitingFacts,
} from './rows/checkout-row.ts';
import { CheckoutState, isFinal } from './state.ts';

/** Whether the event was above all events received before it, or late. */
type EntryOutcome = 'advanced' | 'late';

/** The details of a checkout or an event; null where the provider said nothing. */
export interface DetailsView {
  /** Decimal text in the currency's major unit. docs/lifecycles.md says for each provider if it is asked or paid. */
  readonly amount: string | null;
  readonly currency: string | null;
  /** The sum paid, where the provider reports it beside the price. */
  readonly amountReceived: string | null;
  readonly currencyReceived: string | null;
  /** The merchant's own reference. */
  readonly reference: string | null;
  readonly transactionHash: string | null;
  /** An amount in minor units of a currency that is not in ISO 4217, exactly as the provider sent it. */
  readonly rawAmount: string | null;
  readonly rawCurrency: string | null;
}

export interface HistoryView extends DetailsView {
  readonly eventId: string;
  readonly status: string;
  readonly state: CheckoutState;
  readonly outcome: EntryOutcome;
  /** The provider's own time of the event, null where the provider sends none. */
  readonly updatedAt: string | null;
  readonly receivedAt: string;
  readonly deliveryId: string | null;
}

/** What a person said about the facts that needed one. */
export interface ResolutionView {
  readonly kinds: readonly string[];
  readonly who: string;
  /** UTC. */
  readonly when: string;
  readonly note: string;
}

/** A claim of a checkout by the merchant's own code. */
export interface ClaimView {
  /** What it is for, such as `ship`. */
  readonly purpose: string;
  /** UTC. */
  readonly at: string;
}

/** A checkout for readers: plain JSON, every field always present. */
export interface CheckoutView extends DetailsView {
  readonly checkoutId: string;
  readonly provider: string;
  /** The provider's word. */
  readonly status: string;
  /** Our word. */
  readonly state: CheckoutState;
  readonly final: boolean;
  /** When the state began (UTC). */
  readonly since: string;
  /** Why a person should look; empty when nothing waits for one. */
  readonly attention: readonly Attention[];
  /** The last time that a person resolved what needed one; null if never. */
  readonly resolved: ResolutionView | null;
  /** What the merchant's code has claimed it for, the first claim first. */
  readonly claims: readonly ClaimView[];
  /** In order of position: the last entry owns the row. */
  readonly history: readonly HistoryView[];
}

/**
 * The view of a row. What needs a person is derived from the history, so it is shown from the very write that brought
 * it, and what the row lists besides is shown too: a newer version may know more.
 */
export function viewOf(row: CheckoutRow, policy: AttentionPolicy): CheckoutView {
  const { checkout } = row;
  return {
    checkoutId: checkout.checkoutId,
    provider: checkout.provider,
    status: checkout.status,
    state: checkout.state,
    final: isFinal(checkout.state),
    since: checkout.since,
    ...detailsView(checkout),
    attention: attentionIn(row, policy),
    resolved: row.resolution ? resolutionView(row.resolution) : null,
    claims: claimsView(row.claims ?? {}),
    history: historyView(checkout.history),
  };
}

const attentionIn = (row: CheckoutRow, policy: AttentionPolicy): readonly Attention[] =>
  attentionOf(waitingFacts(row, policy).map((fact) => ({ kind: kindOf(fact), reason: fact.reason })));

/** The plain attributes of a row whose history this version cannot read. */
export interface UnreadableRow extends CheckoutKey {
  readonly status: string;
  readonly state: string;
  readonly since: string;
}

/** A row that a newer version wrote is shown with what it says in plain text, and never as fit to ship. */
export function unreadableView({ checkoutId, provider, status, state, since }: UnreadableRow): CheckoutView {
  const known = CheckoutState.safeParse(state).data ?? 'unknown';
  return {
    checkoutId,
    provider,
    status,
    state: known,
    final: isFinal(known),
    since,
    ...detailsView({ details: {} }),
    attention: [
      { kind: 'unreadable', reason: 'A newer version of the service wrote this row: upgrade this reader.' },
    ],
    resolved: null,
    claims: [],
    history: [],
  };
}

function claimsView(claims: Readonly<Record<string, StoredClaim>>): readonly ClaimView[] {
  const views = Object.entries(claims).map(([purpose, { at }]) => ({ purpose, at }));
  return views.toSorted((left, right) => compareText(left.at, right.at));
}

const resolutionView = ({ kinds, who, when, note }: Resolution): ResolutionView => ({
  kinds,
  who,
  when,
  note,
});

function historyView(history: readonly HistoryEntry[]): readonly HistoryView[] {
  const late = lateEntries(history);
  return history.toSorted(byPosition).map((entry) => entryView(entry, late.has(entry) ? 'late' : 'advanced'));
}

/** The entries that were received after one with a higher position. */
function lateEntries(history: readonly HistoryEntry[]): ReadonlySet<HistoryEntry> {
  const late = new Set<HistoryEntry>();
  let highest = '';
  for (const entry of history.toSorted(byArrival)) {
    const position = positionOf(entry);
    if (position < highest) late.add(entry);
    else highest = position;
  }
  return late;
}

/** By when they were received, and not by their order in the row, which depends on the order of the consumers. */
const byArrival = (left: HistoryEntry, right: HistoryEntry): number =>
  compareText(left.receivedAt, right.receivedAt) || byPosition(left, right);

const entryView = (entry: HistoryEntry, outcome: EntryOutcome): HistoryView => ({
  eventId: entry.eventId,
  status: entry.status,
  state: entry.state,
  outcome,
  updatedAt: entry.updatedAt ?? null,
  receivedAt: entry.receivedAt,
  deliveryId: entry.deliveryId ?? null,
  ...detailsView(entry),
});

export const detailsView = ({ details }: Pick<HistoryEntry, 'details'>): DetailsView => ({
  amount: details.amount ?? null,
  currency: details.currency ?? null,
  amountReceived: details.amountReceived ?? null,
  currencyReceived: details.currencyReceived ?? null,
  reference: details.reference ?? null,
  transactionHash: details.transactionHash ?? null,
  rawAmount: details.rawAmount ?? null,
  rawCurrency: details.rawCurrency ?? null,
});
