/**
 * Two adjacent versions on one table: the deployed consume function of each released version, and a newer one beside
 * it. Random batches go to either, some at the same time, with repeats and with rebuilds by either version in between.
 * At the end everything must be as if only the newer version had ever run.
 */

import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundCheckout } from '../../lib/app/ports.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { keyItem } from '../../lib/aws/dynamodb/checkout-item.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { tweed } from '../../lib/providers/tweed.ts';
import { compareText } from '../../lib/values/compare-text.ts';
import {
  type DynamodbEngine,
  startDynamodbLocal,
  startDynoxide,
  whyNoDynamodbLocal,
} from '../../proof/kit/engines/dynamodb-engine.ts';
import { ADDED_ATTRIBUTE, acme, NewerConsumer, newerMessage } from './second-version.ts';
import { type SideBySide, startSideBySide } from './side-by-side.ts';
import { messageOf } from './stored-table.ts';
import { fixtureVersions } from './version-fixtures.ts';

const SEED = 20_260_101;
const TIMEOUT_MS = 120_000;

interface Sent {
  readonly key: CheckoutKey;
  readonly record: QueueRecord;
}

const inqudWords = ['NEW', 'REQUEST_CREATED', 'PAYMENT_DETECTED', 'SUCCESS', 'EXPIRED', 'MOON_PHASE', 'ODD'];
const tweedWords = ['CREATED', 'TRANSACTION_BROADCAST', 'FAILED', 'DONE', 'MOON_PHASE', 'ODD'];

let sequence = 0;

/** Messages about three new checkouts, every word once, every third one in the newer form. */
async function newMessages(): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const add = async (provider: Provider, checkoutId: string, status: string, body: object) => {
    const { text } = await messageOf(provider, body, sent.length);
    const record = { messageId: `${checkoutId}-${status}`, text };
    const key = { checkoutId, provider: provider.name };
    sent.push({ key, record: sent.length % 3 === 0 ? newerMessage(record) : record });
  };
  sequence += 1;
  for (const [index, status] of inqudWords.entries()) {
    const id = `CCO-${sequence}`;
    const lastUpdatedAt = `2026-01-01T00:00:0${index >> 1}Z`;
    const body = { id, status, createdAt: lastUpdatedAt, lastUpdatedAt, clientOrderId: status };
    await add(inqud, id, status, body);
  }
  for (const provider of [tweed, acme]) {
    for (const status of tweedWords) {
      const checkoutId = `${provider.name}-${sequence}`;
      const data = { status, checkoutData: { checkoutId, customParams: { reference: status } } };
      await add(provider, checkoutId, status, { type: 'CHECKOUT_STATUS_UPDATED', data });
    }
  }
  return sent;
}

const MESSAGES = inqudWords.length + 2 * tweedWords.length;
const positions = Array.from({ length: MESSAGES }, (_, index) => index);
const batch = fc.shuffledSubarray(positions, { minLength: 1, maxLength: 8 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ by: fc.constant('older' as const), batch }) },
  { weight: 5, arbitrary: fc.record({ by: fc.constant('newer' as const), batch }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant('rebuild by older' as const), batch }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constant('rebuild by newer' as const), batch }) },
);
/** Rounds, one after the other. The steps of a round run at the same time. */
const schedule = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Runs one schedule, and watches what each version has done. */
class Course {
  readonly #versions: SideBySide;
  readonly #sent: readonly Sent[];
  readonly applied = new Set<Sent>();
  /** The events that the newer version has applied: their added place is in the row. */
  readonly appliedByNewer = new Set<Sent>();
  readonly #waiting = new Set<Sent>();

  constructor(versions: SideBySide, sent: readonly Sent[]) {
    this.#versions = versions;
    this.#sent = sent;
  }

  async take({ by, batch }: Step): Promise<void> {
    const sent = batch.map((index) => this.#sent[index]).filter((one) => one !== undefined);
    if (by === 'older') await this.#consume(sent, 'older');
    else if (by === 'newer') await this.#consume(sent, 'newer');
    else {
      const { rebuildWithOlder, rebuildWithNewer } = this.#versions;
      const rebuild = by === 'rebuild by older' ? rebuildWithOlder : rebuildWithNewer;
      const keys = new Map(sent.map(({ key }) => [key.checkoutId, key]));
      for (const key of keys.values()) {
        const rewritten = await rebuild(key);
        const isForeign = by === 'rebuild by older' && key.provider === acme.name;
        if (isForeign) expect(rewritten?.after).toBe(rewritten?.before);
      }
    }
  }

  /** What no version has applied yet comes back, as it does from the queue. */
  async deliverTheRest(): Promise<void> {
    await this.#consume([...this.#waiting], 'newer');
    expect([...this.#waiting]).toEqual([]);
  }

  async #consume(sent: readonly Sent[], by: 'older' | 'newer'): Promise<void> {
    const { consumeWithOlder, consumeWithNewer } = this.#versions;
    const consume = by === 'older' ? consumeWithOlder : consumeWithNewer;
    const failed = new Set(await consume(sent.map(({ record }) => record)));
    for (const one of sent) {
      const isFailed = failed.has(one.record.messageId);
      if (isFailed && !this.applied.has(one)) this.#waiting.add(one);
      if (isFailed) continue;
      this.#waiting.delete(one);
      this.applied.add(one);
      if (by === 'newer') this.appliedByNewer.add(one);
    }
  }
}

/** Everything about a row that must not depend on who wrote it. */
function contentOf(found: FoundCheckout | undefined) {
  if (found?.kind !== 'readable') return undefined;
  const { checkout, openFacts } = found;
  const history = checkout.history
    .map(({ foreign: _foreign, ...entry }) => entry)
    .toSorted((left, right) => compareText(left.eventId, right.eventId));
  return { ...checkout, history, openFacts: openFacts.map(({ key }) => key).toSorted() };
}

const engines = [
  { engine: 'dynoxide', start: startDynoxide, skip: undefined, runs: 40 },
  { engine: 'DynamoDB Local', start: startDynamodbLocal, skip: whyNoDynamodbLocal(), runs: 8 },
];

for (const { engine: name, start, skip, runs } of engines) {
  describe.skipIf(skip).each(fixtureVersions())(
    `%s and a newer version side by side on ${name}`,
    (version) => {
      let engine: DynamodbEngine;
      let versions: SideBySide;
      beforeAll(async () => {
        engine = await start();
        versions = await startSideBySide(engine, version);
      });
      afterAll(async () => {
        await versions?.stop();
        await engine?.stop();
      });

      /** Checks a row against what the newer version alone makes of the same messages. */
      async function check(key: CheckoutKey, course: Course): Promise<void> {
        const about = ({ key: { checkoutId } }: Sent) => checkoutId === key.checkoutId;
        const pure = new MemoryCheckoutStore();
        await new NewerConsumer(pure).consume([...course.applied].filter(about).map(({ record }) => record));
        const [expected] = await pure.byId(key.checkoutId);
        const [found] = await versions.reader.byId(key.checkoutId);
        expect(contentOf(found)).toEqual(contentOf(expected));
        if (found?.kind !== 'readable') return;
        const keptPlaces = found.checkout.history.filter(({ foreign }) => foreign !== undefined);
        const written = [...course.appliedByNewer].filter(about);
        expect(keptPlaces).toHaveLength(written.length);
        const Key = keyItem(key);
        const { Item = {} } = await engine.client.send(
          new GetItemCommand({ TableName: versions.tableName, Key }),
        );
        if (written.length > 0) expect(Item[ADDED_ATTRIBUTE]).toEqual({ S: 'kept' });
      }

      it(
        'lose nothing, bury nothing that the newer one can apply, and after a rebuild have the rows of the newer one',
        async () => {
          const property = fc.asyncProperty(schedule, async (rounds) => {
            const sent = await newMessages();
            const keys = new Map(sent.map(({ key }) => [key.checkoutId, key]));
            const course = new Course(versions, sent);
            for (const round of rounds) {
              await Promise.all(round.map((one) => course.take(one)));
              for (const checkoutId of keys.keys()) await versions.checkouts.get(checkoutId);
            }
            await course.deliverTheRest();
            for (const key of keys.values()) {
              await versions.rebuildWithNewer(key);
              await check(key, course);
            }
            expect(await versions.deadLetters()).toEqual([]);
          });
          await fc.assert(property, { numRuns: runs, seed: SEED });
        },
        TIMEOUT_MS,
      );
    },
  );
}
