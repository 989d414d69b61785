import { waitingKinds } from '../../../lib/checkout/transition.ts';
import { type ChangeEvent, ChangeEventSchema } from '../../../lib/events/change-event.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import { rowName } from '../../kit/row-name.ts';
import type { ShopDatabase } from '../merchant/shop-database.ts';
import type { TableRow } from './read-table.ts';

/** The end of the name of a checkout's events. */
const endOf = ({ provider, checkoutId }: TableRow['checkout']): string =>
  `:${encodeURIComponent(provider)}:${encodeURIComponent(checkoutId)}`;

interface KnownCheckout {
  readonly state: string;
  readonly attention: string;
}

/** What the merchant knows, by the end of the name of the events. */
function knownCheckouts(shop: ShopDatabase): ReadonlyMap<string, KnownCheckout> {
  const known = new Map<string, KnownCheckout>();
  for (const { source, state, attention } of shop.rows('SELECT * FROM checkouts')) {
    known.set(endOfSource(String(source)), { state: String(state), attention: String(attention) });
  }
  return known;
}

const endOfSource = (source: string): string => `:${source.split(':').slice(-2).join(':')}`;

/** Returns the rows that the merchant knows otherwise, or not at all. */
export function unknownRows(shop: ShopDatabase, rows: readonly TableRow[]): readonly string[] {
  const known = knownCheckouts(shop);
  const unknown: string[] = [];
  for (const { checkout, stored } of rows) {
    const { state = 'nothing', attention = '' } = known.get(endOf(checkout)) ?? {};
    const waiting = waitingKinds(stored, attentionPolicy(findProvider, checkout)).join();
    if (state === checkout.state && attention === waiting) continue;
    unknown.push(
      `${rowName(checkout)} is ${checkout.state} (${waiting}), and the merchant knows ${state} (${attention})`,
    );
  }
  return unknown;
}

/** Compares everything that the merchant received, knows and shipped with the rows. */
export function judgeMerchant(shop: ShopDatabase, rows: readonly TableRow[]): readonly ProofFinding[] {
  const findings = [...judgeMerchantSoFar(shop, rows)];
  for (const what of unknownRows(shop, rows)) findings.push({ kind: 'regressed', what });
  findings.push(...judgeUnshipped(shop, rows));
  return findings;
}

/** Finds what no later event could put right. */
export function judgeMerchantSoFar(shop: ShopDatabase, rows: readonly TableRow[]): readonly ProofFinding[] {
  const findings: ProofFinding[] = [];
  for (const { id } of shop.rows('SELECT id FROM events WHERE bodies > 1'))
    findings.push({ kind: 'duplicated', what: `The event ${id} came with several bodies` });
  findings.push(...judgeChains(shop), ...judgeParcels(shop, rows));
  return findings;
}

/** In the order of the sequences, each event continues the one before. */
function* judgeChains(shop: ShopDatabase): Generator<ProofFinding> {
  const events: ChangeEvent[] = [];
  for (const { body } of shop.rows('SELECT body FROM events'))
    events.push(ChangeEventSchema.parse(JSON.parse(String(body))));
  for (const ofCheckout of Map.groupBy(events, ({ source }) => source).values()) {
    const inOrder = ofCheckout.toSorted((left, right) => (left.sequence < right.sequence ? -1 : 1));
    let last: ChangeEvent | undefined;
    for (const event of inOrder) {
      if (event.sequence === last?.sequence)
        yield { kind: 'duplicated', what: `${event.source} has two events ${event.sequence}` };
      if (event.data.previous?.state !== last?.data.state)
        yield { kind: 'lost', what: `${event.source}: no event before ${event.sequence}` };
      last = event;
    }
  }
}

/** The checkouts of the parcels, by the end of the name of their events. */
const parcelsOf = (shop: ShopDatabase): ReadonlySet<string> =>
  new Set(shop.rows('SELECT source FROM parcels').map(({ source }) => endOfSource(String(source))));

const isClaimed = ({ stored }: TableRow): boolean => stored.claims?.['ship'] !== undefined;

/** A parcel has a claim. */
function* judgeParcels(shop: ShopDatabase, rows: readonly TableRow[]): Generator<ProofFinding> {
  const parcels = parcelsOf(shop);
  for (const row of rows) {
    if (parcels.has(endOf(row.checkout)) && !isClaimed(row))
      yield { kind: 'forged', what: `${rowName(row.checkout)} is shipped without a claim` };
  }
}

/** What is claimed and paid in the end, and has a price, has a parcel. */
function* judgeUnshipped(shop: ShopDatabase, rows: readonly TableRow[]): Generator<ProofFinding> {
  const parcels = parcelsOf(shop);
  for (const row of rows) {
    const { checkout, stored } = row;
    const waiting = waitingKinds(stored, attentionPolicy(findProvider, checkout));
    const isPaid = checkout.state === 'succeeded' && waiting.length === 0;
    const hasPrice = checkout.details.amount !== undefined && checkout.details.currency !== undefined;
    if (isPaid && isClaimed(row) && hasPrice && !parcels.has(endOf(checkout)))
      yield { kind: 'lost', what: `${rowName(checkout)} is claimed and paid, and has no parcel` };
  }
}
