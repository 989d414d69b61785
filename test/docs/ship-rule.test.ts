/**
 * The rule of docs/table.md for readers that see only the plain attributes. Just after an event, `attention` may be
 * missing. Then the attributes in the rule's table must show what needs a person, whatever the events were. Histories
 * are generated from statuses of every state, and the facts that the service derives are compared with what is shown.
 */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedItem } from '../../lib/aws/dynamodb/checkout-item.ts';
import { factsOf } from '../../lib/checkout/attention.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';
import { type Lifecycle, stepOf } from '../../lib/checkout/lifecycle.ts';
import { kindOf } from '../../lib/checkout/rows/checkout-row.ts';
import { providers } from '../../lib/providers/registry.ts';
import { isNonEmpty, type NonEmpty } from '../../lib/values/non-empty.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';
import { documentAt } from './documents.ts';
import { codeOf, sectionOf, tableIn } from './page-tables.ts';

const page = documentAt('docs/table.md');
const rule = tableIn(sectionOf(page, '## May I ship?'), 'attribute').map((cells) => cells.map(codeOf));

const lifecycle: Lifecycle = {
  CREATED: { state: 'pending', rank: 10 },
  BROADCAST: { state: 'processing', rank: 20 },
  FAILED: { state: 'failed', rank: 30 },
  EXPIRED: { state: 'expired', rank: 40 },
  HELD: { state: 'review', rank: 50 },
  PAID: { state: 'succeeded', rank: 60 },
  SETTLED: { state: 'succeeded', rank: 70 },
  REFUNDED: { state: 'refunded', rank: 80 },
};
const SUCCESSES: readonly string[] = ['PAID', 'SETTLED'];

/** The events of a checkout that has succeeded, in the order of their times. */
const paidHistories = fc
  .tuple(
    fc.array(fc.constantFrom(...Object.keys(lifecycle), 'NO_SUCH_WORD'), { maxLength: 6 }),
    fc.constantFrom(...SUCCESSES),
  )
  .map(([before, last]) => [...before, last].map(entryAt));

function entryAt(status: string, index: number): HistoryEntry {
  const updatedAt = `2026-01-01T00:00:0${index}.000000000Z`;
  return anEntry({ ...stepOf(lifecycle, status), status, updatedAt });
}

/** The kinds that the attributes of the rule show, each once. */
function shownKinds(history: NonEmpty<HistoryEntry>): readonly string[] {
  const row = derivedItem(checkoutOf(aKey, history));
  const kinds = new Set<string>();
  for (const [attribute = '', kind = ''] of rule) if (attribute in row) kinds.add(kind);
  return [...kinds].toSorted();
}

/** A status came after success, and success in the end: the page names this as what the attributes do not show. */
const isAfterSuccess = (key: string): boolean =>
  SUCCESSES.some((status) => key.startsWith(`unexpected_transition|${status}|`));

function forPaid(
  check: (history: NonEmpty<HistoryEntry>, facts: readonly { readonly key: string }[]) => void,
): void {
  fc.assert(
    fc.property(paidHistories, (history) => {
      if (!isNonEmpty(history)) return;
      check(history, factsOf(history, { lifecycle, retentionDays: 0 }));
    }),
    { numRuns: 5_000 },
  );
}

describe('The attributes of the shipping rule, on a row without attention', () => {
  it('show a kind only where a fact of that kind needs a person', () => {
    forPaid((history, facts) => {
      const kinds = facts.map(kindOf);
      expect(shownKinds(history).filter((kind) => !kinds.includes(kind))).toEqual([]);
    });
  });

  it('hold whatever needs a person, apart from what the page names', () => {
    forPaid((history, facts) => {
      const others = facts.filter(({ key }) => !isAfterSuccess(key));
      if (others.length > 0) expect(shownKinds(history)).not.toEqual([]);
    });
  });

  it('show every conflict and every unknown status', () => {
    forPaid((history, facts) => {
      const kinds = new Set(facts.map(kindOf).filter((kind) => kind !== 'unexpected_transition'));
      expect([...kinds].filter((kind) => !shownKinds(history).includes(kind))).toEqual([]);
    });
  });

  it('are the same in every example', () => {
    for (const path of ['python/may_i_ship.py', 'go/main.go', 'php/may_i_ship.php']) {
      const text = readFileSync(`docs/examples/${path}`, 'utf8');
      const pairs = [...text.matchAll(/['"](\w+Since)['"](?:: |, | => )['"](\w+)['"]/g)];
      expect(
        pairs.map(([, attribute, kind]) => [attribute, kind]),
        path,
      ).toEqual(rule);
    }
  });

  it('hold no ordinary life: no lifecycle lets a status of theirs come before success', () => {
    const states = rule.map(([attribute = '']) => attribute.replace('Since', ''));
    const ordinary: string[] = [];
    for (const { name, lifecycles } of providers) {
      for (const steps of Object.values<Lifecycle>(lifecycles)) {
        for (const [status, { state, mayBeFollowedBy = [] }] of Object.entries(steps)) {
          const leadsToSuccess = mayBeFollowedBy.some((next) => steps[next]?.state === 'succeeded');
          if (states.includes(state) && leadsToSuccess) ordinary.push(`${name} ${status}`);
        }
      }
    }
    expect(ordinary).toEqual([]);
    expect(page.text.replace(/\s+/g, ' ')).toContain(
      'No lifecycle does so for a status before `succeeded` today.',
    );
  });
});
