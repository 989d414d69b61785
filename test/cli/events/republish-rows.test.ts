import { describe, expect, it } from 'vitest';
import {
  type RepublishOptions,
  type RepublishPorts,
  republishRows,
} from '../../../cli/events/republish-rows.ts';
import type { FoundCheckout } from '../../../lib/app/ports.ts';
import { checkoutOf } from '../../../lib/checkout/checkout.ts';
import { republishedEventOf } from '../../../lib/events/change-event-of.ts';
import { aKey, anEntry } from '../../checkout/entry-builder.ts';

type ReadableRow = FoundCheckout & { readonly kind: 'readable' };

const keys = Array.from({ length: 8 }, (_, index) => ({ ...aKey, checkoutId: `CCO-${index}` }));
const row = (checkoutId: string, revision = 1): ReadableRow => ({
  kind: 'readable',
  checkout: checkoutOf({ ...aKey, checkoutId }, [anEntry()]),
  openFacts: [],
  revision,
});
const publish = async (found: ReadableRow) => republishedEventOf('urn:checkout-webhooks:test', found, []);
const read: RepublishPorts['read'] = async ({ checkoutId }) => row(checkoutId);

const run = (ports: Partial<RepublishPorts>, options: Partial<RepublishOptions> = {}) =>
  republishRows(
    keys,
    { read, publish, ...ports },
    { perSecond: 1_000, signal: new AbortController().signal, onRow: () => {}, ...options },
  );

describe('republishRows', () => {
  it('publishes each row as it is when its turn comes', async () => {
    let revision = 0;
    const sequences: string[] = [];
    const { counts, next, fault } = await run(
      {
        read: async ({ checkoutId }) => {
          revision += 1;
          return row(checkoutId, revision);
        },
      },
      { onRow: (_key, _outcome, event) => sequences.push(event?.sequence ?? '') },
    );
    expect({ counts, next, fault }).toEqual({
      counts: { published: 8, gone: 0, unreadable: 0 },
      next: 8,
      fault: undefined,
    });
    expect(sequences.toSorted()).toEqual(keys.map((_key, index) => String(index + 1).padStart(10, '0')));
  });

  it('counts a row that is gone, and one that a newer version has written, and goes on', async () => {
    const { counts, next } = await run({
      read: async (key) => {
        if (key.checkoutId === 'CCO-1') return undefined;
        if (key.checkoutId !== 'CCO-2') return row(key.checkoutId);
        return { ...key, kind: 'unreadable', status: 'NEW', state: 'pending', since: '2026-01-01' };
      },
    });
    expect({ counts, next }).toEqual({ counts: { published: 6, gone: 1, unreadable: 1 }, next: 8 });
  });

  it('stops at the first fault, and says from which row on', async () => {
    const down = new Error('the topic is down');
    const { counts, next, fault } = await run(
      { publish: (found) => (found.checkout.checkoutId === 'CCO-3' ? Promise.reject(down) : publish(found)) },
      { perSecond: 5 },
    );
    expect({ published: counts.published, next, fault }).toEqual({ published: 3, next: 3, fault: down });
  });

  it('finishes the rows under way when it is stopped', async () => {
    const stop = new AbortController();
    const { counts, next } = await run(
      {
        publish: async (found) => {
          if (found.checkout.checkoutId === 'CCO-2') stop.abort();
          await new Promise((resolve) => setTimeout(resolve, 20));
          return publish(found);
        },
      },
      { signal: stop.signal, perSecond: 50 },
    );
    expect(counts.published).toBe(next);
    expect(next).toBeGreaterThanOrEqual(3);
    expect(next).toBeLessThan(keys.length);
  });
});
