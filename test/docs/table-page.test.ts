/**
 * docs/table.md is all that a reader in another language has. So everything in it that the code decides is compared
 * with the code, in both directions.
 */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  attentionItem,
  claimItem,
  derivedItem,
  historyItem,
  keyItem,
  resolutionItem,
} from '../../lib/aws/dynamodb/checkout-item.ts';
import { advanceInput, replaceInput } from '../../lib/aws/dynamodb/checkout-update.ts';
import { attentionShards, INDEX_SHARDS, stateShards } from '../../lib/aws/dynamodb/index-shard.ts';
import { attentionKinds } from '../../lib/checkout/attention.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { detailNames } from '../../lib/checkout/details.ts';
import { HISTORY_LIMIT } from '../../lib/checkout/merge.ts';
import { positionOf } from '../../lib/checkout/position.ts';
import type { Resolution, StoredFact } from '../../lib/checkout/rows/checkout-row.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { NonEmpty } from '../../lib/values/non-empty.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';
import { documentAt } from './documents.ts';
import { codeOf, sectionOf, tableIn } from './page-tables.ts';

const page = documentAt('docs/table.md');

/** An event of every state, each with every detail. */
const [first, ...others] = CheckoutState.options.map(
  (state, rank): HistoryEntry =>
    anEntry({ state, rank: rank + 1, details: Object.fromEntries(detailNames.map((name) => [name, name])) }),
);
const everything: NonEmpty<HistoryEntry> = [first ?? anEntry(), ...others];
const openFacts: readonly StoredFact[] = [{ key: 'conflict|PAID|FAILED', reason: 'Both.' }];
const resolution: Resolution = {
  kinds: ['conflict'],
  facts: ['conflict|A|B'],
  who: 'ann',
  when: 'now',
  note: 'ok',
};

const written = { settings: { TABLE_NAME: 'checkouts', RETENTION_DAYS: 30 }, now: 0 };
const checkout = checkoutOf(aKey, everything);
const seen = { checkout, openFacts, revision: 1 };
const inputs = [
  advanceInput(written, aKey, everything),
  replaceInput(written, seen, { checkout, openFacts, resolution }),
];

describe('The attributes in docs/table.md', () => {
  const rows = tableIn(sectionOf(page, '## Attributes'), 'attribute');
  const shown = rows.map(([name]) => codeOf(name));

  it('are those that the service writes, each once, and no others', () => {
    const names = new Set<string>();
    for (const { Key, ExpressionAttributeNames } of inputs)
      for (const name of [...Object.keys(Key ?? {}), ...Object.values(ExpressionAttributeNames ?? {})])
        names.add(name);
    // A claim is the one attribute that the service does not write, but the code of a shop.
    names.add('claim_<purpose>');
    expect(shown.toSorted()).toEqual([...names].toSorted());
  });

  it('have the types that are written', () => {
    const row = {
      ...keyItem(aKey),
      ...derivedItem(checkout),
      ...attentionItem(aKey.checkoutId, openFacts),
      history: historyItem(everything),
      resolved: resolutionItem(resolution),
      revision: { N: '1' },
      expiresAt: { N: '1' },
      'claim_<purpose>': claimItem({ at: '2026-01-01T00:00:00.000Z', id: '' }),
    };
    const types = Object.entries(row).map(([name, value]) => [name, Object.keys(value)[0]]);
    expect(Object.fromEntries(rows.map(([name, type]) => [codeOf(name), type]))).toEqual(
      Object.fromEntries(types),
    );
  });

  it('are never absent where the page says so: the first event of a checkout brings them', () => {
    const context = { ...written, settings: { ...written.settings, RETENTION_DAYS: 0 } };
    const input = advanceInput(context, aKey, [anEntry({ state: 'pending' })]);
    const set = [...(input.UpdateExpression ?? '').matchAll(/#(\w+) = /g)].map(([, name]) => name);
    const never = rows.filter(([, , , absent]) => absent === 'never').map(([name]) => codeOf(name));
    expect([...never, 'pendingSince'].toSorted()).toEqual(
      [...Object.keys(input.Key ?? {}), ...set].toSorted(),
    );
  });
});

describe('The other facts in docs/table.md', () => {
  it('lists the members of a resolution with their types', () => {
    const members = tableIn(sectionOf(page, '## Attention'), 'member');
    const types = Object.entries(resolutionItem(resolution).M ?? {}).map(([name, value]) => [
      name,
      Object.keys(value)[0],
    ]);
    expect(members.map(([name, type]) => [codeOf(name), type])).toEqual(types);
  });

  it('lists every kind of attention, and every state', () => {
    const kinds = tableIn(sectionOf(page, '## Attention'), 'kind').map(([kind]) => codeOf(kind));
    expect(kinds).toEqual([...attentionKinds]);
    const [, states = ''] = /\* \*\*`state`\*\* is ([^[]*?)\. /s.exec(page.text) ?? [];
    expect(states.match(/\w+(?=`)/g)).toEqual(CheckoutState.options);
  });

  it('names the indexes with their keys, and that they contain keys only', () => {
    const { GlobalSecondaryIndexes = [] } =
      readServiceDefinition(projectDirectory).tables['CheckoutTable']?.input ?? {};
    const shown = tableIn(sectionOf(page, '## Find checkouts'), 'index').map((cells) =>
      cells.slice(0, 3).map(codeOf),
    );
    expect(shown).toEqual(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema = [] }) => [
        IndexName,
        ...KeySchema.map(({ AttributeName }) => AttributeName),
      ]),
    );
    expect(GlobalSecondaryIndexes.map(({ Projection }) => Projection?.ProjectionType)).toEqual(
      GlobalSecondaryIndexes.map(() => 'KEYS_ONLY'),
    );
  });

  it('names the partitions of a list as the service does', () => {
    const section = sectionOf(page, '## Find checkouts');
    expect(section).toContain(`spread over ${INDEX_SHARDS} partitions`);
    expect(section).toContain(`Query all ${INDEX_SHARDS} partitions`);
    const between = (names: readonly string[]) => `\`${names[0]}\` to \`${names.at(-1)}\``;
    expect(section).toContain(between(stateShards('succeeded')));
    expect(section).toContain(between(attentionShards()));
    expect(stateShards('succeeded')).toHaveLength(INDEX_SHARDS);
  });

  it('gives a position as it is written', () => {
    const [, example = ''] = /For example, `(k\|[^`]+)`/.exec(sectionOf(page, '## The position')) ?? [];
    const updatedAt = '2026-01-01T12:00:00.882256224Z';
    expect(positionOf({ state: 'succeeded', updatedAt, rank: 60, eventId: '3c07…' })).toBe(example);
    expect(positionOf({ state: 'unknown', rank: 1, eventId: 'e' })).toBe('?|-|001|e');
    expect(positionOf({ state: 'succeeded', rank: 60, order: 'last', eventId: 'e' })).toBe('k|~|060|e');
  });

  it('says how many events a row keeps, and when the queue delivers a webhook again', () => {
    expect(page.text).toContain(`keeps the ${HISTORY_LIMIT} events with the greatest positions`);
    expect(page.text).toContain(`the events, up to ${HISTORY_LIMIT}, as bytes`);
    expect(page.text.replace(/\s+/g, ' ')).toContain('delivers the webhook again after two minutes');
    expect(page.text.replace(/\s+/g, ' ')).toContain(
      'After a thousand failures, more than a day, it is a dead letter',
    );
    const queues = readFileSync('resources/queues.yml', 'utf8');
    expect(queues).toMatch(/^ +VisibilityTimeout: 120$/m);
    expect(queues).toMatch(/^ +maxReceiveCount: 1000$/m);
  });
});
