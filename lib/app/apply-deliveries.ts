import pLimit from 'p-limit';
import { entryOf, keyOf } from '../checkout/checkout-event.ts';
import type { StoredFact } from '../checkout/rows/checkout-row.ts';
import { attentionPolicy } from '../providers/attention-policy.ts';
import type { Provider } from '../providers/provider.ts';
import { isNonEmpty, mapEach } from '../values/non-empty.ts';
import { withoutUndefined } from '../values/without-undefined.ts';
import { applyEvents } from './apply-events.ts';
import { faultReason } from './fault-reason.ts';
import type { Invocation } from './invocation.ts';
import { type CheckoutStore, type DeadLetterQueue, PortFault } from './ports.ts';
import {
  type DeadReading,
  type EventReading,
  type QueueRecord,
  type Reading,
  readMessage,
} from './read-message.ts';
import { inQueue, reportApplied, reportFacts, reportIgnored } from './report-applied.ts';

export interface ApplyDependencies {
  readonly findProvider: (name: string) => Provider | undefined;
  readonly store: CheckoutStore;
  readonly deadLetters: DeadLetterQueue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Days after which rows are deleted; 0 or undefined when they are kept. */
  readonly retentionDays?: number;
}

/** How many checkouts (or dead letters) of a batch are written at the same time. */
const CONCURRENCY = 10;

/** Work that succeeds or fails as one, and the messages that it is done for. */
interface Work {
  readonly readings: readonly Reading[];
  readonly run: () => Promise<void>;
}

/**
 * Applies a batch of messages. Events of one checkout are merged first and written once, never in parallel with
 * each other. Checkouts are independent, so a fault of one fails only its own messages.
 *
 * No work is started once the invocation is out of time.
 *
 * @returns the ids of the messages that the queue must keep; every other message is durably applied
 */
export async function applyDeliveries(
  dependencies: ApplyDependencies,
  records: readonly QueueRecord[],
  invocation: Invocation,
): Promise<readonly string[]> {
  const limit = pLimit(CONCURRENCY);
  const works = planWork(dependencies, records, invocation);
  const failed = await Promise.all(works.map((work) => limit(() => attempt(work, invocation))));
  return failed.flat();
}

/** Does the work. Returns the ids of the messages that failed. */
async function attempt(
  { readings, run }: Work,
  { report, outOfTime }: Invocation,
): Promise<readonly string[]> {
  try {
    if (outOfTime.aborted) throw new PortFault('No time was left to start.');
    await run();
    return [];
  } catch (error) {
    const code = outOfTime.aborted ? 'message_out_of_time' : 'message_failed';
    for (const reading of readings) report(code, { ...inQueue(reading), reason: faultReason(error) });
    return readings.map(({ record }) => record.messageId);
  }
}

/** One work for each message that is not an event, and one for each checkout that has events in the batch. */
function planWork(
  dependencies: ApplyDependencies,
  records: readonly QueueRecord[],
  invocation: Invocation,
): readonly Work[] {
  const works: Work[] = [];
  const events: EventReading[] = [];
  for (const record of records) {
    const reading = readMessage(dependencies.findProvider, record);
    if (reading.kind === 'event') events.push(reading);
    else works.push({ readings: [reading], run: () => setAside(dependencies, reading, invocation) });
  }
  const checkouts = Map.groupBy(events, ({ event }) => JSON.stringify([event.provider, event.checkoutId]));
  for (const readings of checkouts.values()) {
    works.push({ readings, run: () => applyToCheckout(dependencies, readings, invocation) });
  }
  return works;
}

/** Handles a message that is not an event: it is only reported, it is tried again, or it becomes a dead letter. */
async function setAside(
  { deadLetters }: ApplyDependencies,
  reading: Exclude<Reading, EventReading>,
  { report, outOfTime }: Invocation,
): Promise<void> {
  if (reading.kind === 'ignored') return reportIgnored(report, reading);
  // While two versions run side by side, the older one leaves such a message to the newer. It is a dead letter only
  // after the queue has tried it several times.
  if (reading.kind === 'postponed') throw new PortFault(reading.reason);
  await deadLetters.send(letterOf(reading), outOfTime);
  report('message_dead_lettered', { ...inQueue(reading), reason: reading.reason });
}

const letterOf = ({ record, reason, message }: DeadReading) =>
  withoutUndefined({ text: record.text, reason, provider: message?.provider });

async function applyToCheckout(
  dependencies: ApplyDependencies,
  readings: readonly EventReading[],
  { report, outOfTime }: Invocation,
): Promise<void> {
  if (!isNonEmpty(readings)) return;
  const entries = mapEach(readings, ({ event }) => entryOf(event));
  const key = keyOf(readings[0].event);
  const applying = {
    store: dependencies.store,
    policy: attentionPolicy(dependencies.findProvider, key, dependencies.retentionDays),
    raise: (facts: readonly StoredFact[]) => reportFacts(report, readings, facts),
  };
  const outcomes = await applyEvents(applying, key, entries, outOfTime);
  reportApplied(report, dependencies.now(), readings, outcomes);
}
