import { entryFrom, entryItem } from '../../lib/aws/dynamodb/history/history-item.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { resolvedRow } from '../../lib/checkout/rows/resolve.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { type FixtureCase, fixtureCases } from './fixture-cases.ts';
import { keyIn, messageOf, openTable } from './stored-table.ts';
import { plainRow, type VersionFixtures } from './version-fixtures.ts';

export const resolution = { who: 'ann', when: '2026-01-02T00:00:00.000Z', note: 'refunded by hand' };

/** Makes the fixtures of the running code, always the same for the same code. */
export async function makeFixtures(): Promise<VersionFixtures> {
  const engine = await startDynoxide();
  try {
    const fixtures = { rows: {}, messages: {}, entries: entryFixtures(), published: {} };
    for (const [name, fixtureCase] of Object.entries(fixtureCases))
      await addCase(engine, fixtures, name, fixtureCase);
    return fixtures;
  } finally {
    await engine.stop();
  }
}

async function addCase(
  engine: DynamodbEngine,
  fixtures: VersionFixtures,
  name: string,
  fixtureCase: FixtureCase,
): Promise<void> {
  const { provider, bodies, retentionDays, isResolved, checkoutId } = fixtureCase;
  const table = await openTable(engine, retentionDays);
  const key = keyIn(fixtureCase);
  for (const [index, body] of bodies.entries()) {
    const message = await messageOf(provider, body, index);
    if (index === 0) fixtures.messages[name] = message.text;
    await table.consume(message);
  }
  const policy = attentionPolicy(findProvider, key);
  if (isResolved) await table.rewrite(key, (row) => resolvedRow(row, policy, resolution));
  fixtures.rows[name] = plainRow(await table.read(key));
  fixtures.published[name] = { ...(await table.checkouts.get(checkoutId)) };
}

const least: HistoryEntry = {
  eventId: 'e',
  status: 'NEW',
  state: 'pending',
  rank: 10,
  receivedAt: '2026-01-01T00:00:00.000Z',
  details: {},
};

const everything: HistoryEntry = {
  ...least,
  eventId: 'ab'.repeat(32),
  updatedAt: '2026-01-01T12:00:00.882256224Z',
  order: 'rank',
  deliveryId: 'aa96176f-1136-4716-9213-8f5ec43ffa81',
  details: {
    amount: '100.25',
    currency: 'USD',
    amountReceived: '100',
    currencyReceived: 'USDC',
    reference: 'ö'.repeat(200),
    transactionHash: `0x${'cd'.repeat(32)}`,
    rawAmount: '1055',
    rawCurrency: 'zzz',
  },
};

/** Entries with every place, with as few as possible, and in every state. */
function entryFixtures(): VersionFixtures['entries'] {
  const bytesOf = (entry: HistoryEntry) => Buffer.from(entryItem(entry).B ?? []);
  const oldest = bytesOf(least).subarray(1);
  const all: Readonly<Record<string, Buffer>> = {
    least: bytesOf(least),
    everything: bytesOf(everything),
    'the last one': bytesOf({ ...least, state: 'succeeded', rank: 60, order: 'last' }),
    'of before there were versions': oldest,
    'of a newer version': Buffer.concat([
      Buffer.of(0xe2),
      bytesOf(everything).subarray(1),
      Buffer.from('\u0005later'),
    ]),
  };
  const fixtures: VersionFixtures['entries'] = {};
  for (const state of CheckoutState.options) {
    const bytes = bytesOf({ ...least, state });
    fixtures[state] = { bytes: bytes.toString('hex'), entry: { ...least, state } };
  }
  for (const [name, bytes] of Object.entries(all))
    fixtures[name] = { bytes: bytes.toString('hex'), entry: { ...entryFrom({ B: bytes }) } };
  return fixtures;
}
