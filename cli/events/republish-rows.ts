import type { FoundCheckout } from '../../lib/app/ports.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { pauseUntil } from '../terminal/pause-until.ts';

const MS_PER_SECOND = 1_000;
/** How many rows a second one worker surely publishes, also when the table and the topic are slow. */
const WORKER_RATE = 5;
const MOST_WORKERS = 32;

export interface RepublishPorts {
  /** Reads a row as it is now, strongly consistently; undefined if it is gone. */
  readonly read: (key: CheckoutKey) => Promise<FoundCheckout | undefined>;
  /** Resolves with the event once the topic has accepted it. */
  readonly publish: (row: FoundCheckout & { readonly kind: 'readable' }) => Promise<ChangeEvent>;
}

export interface RepublishOptions {
  readonly perSecond: number;
  /** Stops it after the rows under way. */
  readonly signal: AbortSignal;
  /** @param event undefined if the row was not published */
  readonly onRow: (key: CheckoutKey, outcome: RowOutcome, event?: ChangeEvent) => void;
}

/** A row is `gone` if it was deleted after it was listed, and `unreadable` if a newer version has written it. */
export type RowOutcome = 'published' | 'gone' | 'unreadable';

export interface Republished {
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** The position of the first row that is still to be published; that after the last one if none is. */
  readonly next: number;
  /** Why it has stopped, if a row could not be read or published. */
  readonly fault: unknown;
}

/**
 * Publishes how rows are now, at most so many a second. Each row is read right before it is published, because it may
 * have changed since it was listed. Each is published at least once: one that failed may have reached the topic.
 */
export async function republishRows(
  keys: readonly CheckoutKey[],
  ports: RepublishPorts,
  { perSecond, signal, onRow }: RepublishOptions,
): Promise<Republished> {
  const start = performance.now();
  const counts = { published: 0, gone: 0, unreadable: 0 };
  const done = new Set<number>();
  const failed = new AbortController();
  const over = AbortSignal.any([signal, failed.signal]);
  let begun = 0;

  async function work(): Promise<void> {
    while (begun < keys.length) {
      const position = begun;
      const key = keys[position];
      begun += 1;
      await pauseUntil(start + (position / perSecond) * MS_PER_SECOND, over);
      if (over.aborted || !key) return;
      const { outcome, event } = await republish(ports, key);
      counts[outcome] += 1;
      done.add(position);
      onRow(key, outcome, event);
    }
  }

  const workers = Math.min(MOST_WORKERS, Math.ceil(perSecond / WORKER_RATE));
  const fail = (reason: unknown) => failed.abort(reason);
  await Promise.all(Array.from({ length: workers }, () => work().catch(fail)));
  return { counts, next: firstNotIn(done), fault: failed.signal.reason };
}

async function republish(
  { read, publish }: RepublishPorts,
  key: CheckoutKey,
): Promise<{ outcome: RowOutcome; event?: ChangeEvent }> {
  const found = await read(key);
  if (found === undefined) return { outcome: 'gone' };
  if (found.kind === 'unreadable') return { outcome: 'unreadable' };
  return { outcome: 'published', event: await publish(found) };
}

function firstNotIn(done: ReadonlySet<number>): number {
  let position = 0;
  while (done.has(position)) position += 1;
  return position;
}
