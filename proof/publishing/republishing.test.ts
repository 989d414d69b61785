/** An operator republishes rows beside live traffic: from every form that a row had, at every point among the events. */

import { describe, expect, it } from 'vitest';
import { publishChanges, type RowChange } from '../../lib/app/publish/publish-changes.ts';
import { republishRow } from '../../lib/app/publish/republish-row.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { changesByCheckout } from './judge-published.ts';
import { judgeMerchant, judgePublishing } from './judge-publishing.ts';
import { isNews } from './merchant.ts';
import { scenarios, streamAfter } from './publishing-scenarios.ts';
import { runPublisher } from './publishing-world.ts';

const readable = Object.entries(scenarios).filter(([, steps]) => steps.every(([, what]) => what !== 'break'));

/** Returns the events that republishing sends for each form that the rows had. */
async function republished(stream: readonly RowChange[]): Promise<readonly ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  const outlet = { publish: async (event: ChangeEvent) => void events.push(event) };
  const dependencies = { findProvider, outlet, source: 'urn:checkout-webhooks:proof' };
  const rows = stream.flatMap(({ after }) => (after === undefined || after === 'unreadable' ? [] : [after]));
  for (const row of rows) await republishRow(dependencies, row, new AbortController().signal);
  return events;
}

/** Returns what the topic accepted when nothing fails. */
const live = async (stream: readonly RowChange[]) =>
  (await runPublisher({ publish: publishChanges }, stream, () => 0, 0)).published;

const judge = (stream: readonly RowChange[], published: readonly ChangeEvent[]) =>
  judgePublishing(stream, { published, letters: [], isDrained: true });

describe.each(readable)('When %s', (_name, steps) => {
  it('two republished rows at any points among the events change nothing in the end', async () => {
    const stream = await streamAfter(steps);
    const [events, again] = [await live(stream), await republished(stream)];
    let interleavings = 0;
    for (const first of again) {
      for (const second of again) {
        for (const [early, late] of pairsUpTo(events.length)) {
          const published = events.toSpliced(late, 0, second).toSpliced(early, 0, first);
          expect(judge(stream, published)).toBeUndefined();
          interleavings += 1;
        }
      }
    }
    expect(interleavings).toBeGreaterThan(100);
  });

  it('republishing every row closes the gap that an outage left, wherever it began', async () => {
    const stream = await streamAfter(steps);
    const [events, again] = [await live(stream), await republished(stream)];
    const present = new Map(again.map((event) => [event.source, event]));
    for (let known = 0; known <= events.length; known += 1) {
      const published = [...events.slice(0, known), ...present.values()];
      expect(judge(stream, published)).toBeUndefined();
    }
  });

  it('republishing every row closes the gap of a new stream, which never had the first changes', async () => {
    const stream = await streamAfter(steps);
    const [events, again] = [await live(stream), await republished(stream)];
    const present = new Map(again.map((event) => [event.source, event]));
    for (let lost = 0; lost <= events.length; lost += 1) {
      const published = [...events.slice(lost), ...present.values()];
      for (const changes of changesByCheckout(stream)) {
        const ofCheckout = published.filter(({ subject }) => subject === changes[0]?.key.checkoutId);
        expect(judgeMerchant(changes, ofCheckout)).toBeUndefined();
      }
    }
  });

  it('republishing adds no state after an outage that the stream outlasts', async () => {
    const stream = await streamAfter(steps);
    const [events, again] = [await live(stream), await republished(stream)];
    const last = new Map(events.map((event) => [event.source, event]));
    const present = new Map(again.map((event) => [event.source, event]));
    for (const event of present.values()) {
      const known = last.get(event.source);
      const isApplied = known === undefined || isNews({ ...known, ...known.data }, event);
      if (isApplied) expect(event.data.state).toBe(known?.data.state);
    }
  });
});

/** All pairs of places, the first not after the second. */
function pairsUpTo(last: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let late = 0; late <= last; late += 1) {
    for (let early = 0; early <= late; early += 1) pairs.push([early, late]);
  }
  return pairs;
}
