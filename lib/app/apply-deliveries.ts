import pLimit from 'p-limit';
import {
  type CheckoutEvent,
  entryOf,
  type HistoryEntry,
  keyOf,
  occurredAt,
} from '../checkout/checkout-event.ts';
import type { Provider } from '../providers/provider.ts';
import type { NonEmpty } from '../values/non-empty.ts';
import type { QueueMessage } from '../webhook/queue-message.ts';
import { type Applied, applyEvents } from './apply-events.ts';
import { faultReason } from './fault-reason.ts';
import { type CheckoutStore, type DeadLetterQueue, PortFault } from './ports.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import type { Report, SignalFields } from './signals.ts';

export interface ApplyDependencies {
  readonly findProvider: (name: string) => Provider | undefined;
  readonly store: CheckoutStore;
  readonly deadLetters: DeadLetterQueue;
  readonly report: Report;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A message as the queue hands it over. */
export interface QueueRecord {
  readonly messageId: string;
  readonly text: string;
}

/** How many checkouts (or dead letters) of a batch are written at the same time. */
const CONCURRENCY = 10;

/** A message, and what stands in it where that can be told. */
interface Item {
  readonly record: QueueRecord;
  readonly message?: QueueMessage;
}

type Work = { readonly items: readonly Item[]; readonly run: () => Promise<void> };

/**
 * Applies a batch of messages. Events of one checkout are merged first and written once, never in parallel with
 * each other; checkouts are independent, so a fault of one fails only its own messages.
 *
 * @param outOfTime aborts when the time left is only enough to answer: nothing new is started after that
 * @returns ids of the messages that the queue must keep; every other one has had its effect durably
 */
export async function applyDeliveries(
  dependencies: ApplyDependencies,
  records: readonly QueueRecord[],
  outOfTime: AbortSignal,
): Promise<readonly string[]> {
  const limit = pLimit(CONCURRENCY);
  const works = plan(dependencies, records, outOfTime);
  const failed = await Promise.all(
    works.map((work) => limit(() => attempt(dependencies.report, work, outOfTime))),
  );
  return failed.flat();
}

/** The ids of a work's messages when it did not come off. */
async function attempt(
  report: Report,
  { items, run }: Work,
  outOfTime: AbortSignal,
): Promise<readonly string[]> {
  try {
    if (outOfTime.aborted) throw new PortFault('No time was left to start.');
    await run();
    return [];
  } catch (error) {
    const code = outOfTime.aborted ? 'message_out_of_time' : 'message_failed';
    for (const item of items) report(code, { ...inQueue(item), reason: faultReason(error) });
    return items.map(({ record }) => record.messageId);
  }
}

type ReadEvent = Extract<ReadMessage, { kind: 'event' }> & Item;

function plan(
  dependencies: ApplyDependencies,
  records: readonly QueueRecord[],
  signal: AbortSignal,
): readonly Work[] {
  const read = records.map((record) => ({ record, ...readMessage(dependencies.findProvider, record.text) }));
  const events = read.filter((item) => item.kind === 'event');
  const groups = Map.groupBy(events, ({ event }) => JSON.stringify([event.provider, event.checkoutId]));
  return [
    ...read.flatMap((item) => (item.kind === 'ignored' ? [ignore(dependencies, item)] : [])),
    ...read.flatMap((item) => (item.kind === 'dead' ? [bury(dependencies, item, signal)] : [])),
    ...[...groups.values()].map((group) => applyGroup(dependencies, group, signal)),
  ];
}

const ignore = ({ report }: ApplyDependencies, item: Item & { readonly type: string }): Work => ({
  items: [item],
  run: async () => report('event_ignored', { ...about(item), reason: nameOf(item.type) }),
});

/** The name of an event type, unless it is none: it stands in the log, and anything could be in its place. */
const nameOf = (type: string): string => (/^[A-Za-z][\w.]{0,63}$/.test(type) ? type : 'not_a_name');

const bury = (
  { deadLetters, report }: ApplyDependencies,
  item: Item & { readonly reason: string },
  signal: AbortSignal,
): Work => ({
  items: [item],
  run: async () => {
    const { record, reason, message } = item;
    await deadLetters.send(
      { text: record.text, reason, ...(message && { provider: message.provider }) },
      signal,
    );
    report('message_dead_lettered', { ...inQueue(item), reason });
  },
});

const applyGroup = (
  dependencies: ApplyDependencies,
  group: readonly ReadEvent[],
  signal: AbortSignal,
): Work => ({
  items: group,
  run: async () => {
    const [first, ...rest] = group;
    if (!first) return;
    const entries: NonEmpty<HistoryEntry> = [
      entryOf(first.event),
      ...rest.map(({ event }) => entryOf(event)),
    ];
    reportApplied(
      dependencies,
      group,
      await applyEvents(dependencies.store, keyOf(first.event), entries, signal),
    );
  },
});

function reportApplied(
  { report, now }: ApplyDependencies,
  group: readonly ReadEvent[],
  applied: Applied,
): void {
  group.forEach((item, index) => {
    const { event } = item;
    const outcome = applied.outcomes[index]?.outcome ?? 'duplicate';
    report(`event_${outcome}`, {
      ...about(item),
      ...identity(event),
      status: event.status,
      ...timing(event, now()),
    });
  });
  const event = group[0]?.event;
  for (const { kind, reason } of applied.raised)
    report(`checkout_${kind}`, { ...(event && identity(event)), reason });
}

/** Never below zero: the clocks of the provider, the gateway and ours are three. */
const timing = ({ receivedAt, updatedAt }: CheckoutEvent, now: number): SignalFields => ({
  delayMs: Math.max(0, now - Date.parse(receivedAt)),
  ...(updatedAt !== undefined && {
    ageMs: Math.max(0, now - Date.parse(occurredAt({ updatedAt, receivedAt }))),
  }),
});

const identity = ({ provider, checkoutId, eventId }: CheckoutEvent): SignalFields => ({
  provider,
  checkoutId,
  eventId,
});

const about = ({ message }: Item): SignalFields =>
  message ? { provider: message.provider, requestId: message.requestId } : {};

/** With the id of the message too, for whoever has to find it: it is in a queue. */
const inQueue = (item: Item): SignalFields => ({ messageId: item.record.messageId, ...about(item) });
