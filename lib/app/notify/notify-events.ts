import pLimit from 'p-limit';
import { nextDelay, scheduledDelay } from '../../notify/retry-schedule.ts';
import { faultReason } from '../fault-reason.ts';
import type { Invocation } from '../invocation.ts';
import { attemptEvent } from './attempt-event.ts';
import type { NotifyDependencies, QueuedEvent } from './notify-ports.ts';
import { type EventIdentity, readEvent } from './read-event.ts';

export interface NotifyInvocation extends Invocation {
  /** Aborts when the time that is left is too short for another attempt. It does so before `outOfTime`. */
  readonly lastStart: AbortSignal;
}

/** The reason of an endpoint that wants no more events. */
const GONE = 'http_410';
/** How many checkouts of a batch are notified at the same time. */
const CONCURRENCY = 10;
const MS_PER_SECOND = 1_000;

/** A batch under way. */
interface Batch {
  readonly dependencies: NotifyDependencies;
  readonly invocation: NotifyInvocation;
  /** Whether the endpoint has said that it is gone. Nothing more is started then. */
  isGone: boolean;
}

/** Whether the queue may forget an event, or in how many seconds it is due again. */
type Outcome = 'done' | { readonly dueIn: number };

/**
 * Sends a batch of events to the merchant's endpoint. The events of one checkout are sent one after the other. One that
 * fails holds back the later ones of its checkout, and no others.
 *
 * @param events in the order of the queue
 * @returns the ids of the messages that the queue must keep
 */
export async function notifyEvents(
  dependencies: NotifyDependencies,
  events: readonly QueuedEvent[],
  invocation: NotifyInvocation,
): Promise<readonly string[]> {
  const batch: Batch = { dependencies, invocation, isGone: false };
  const limit = pLimit(CONCURRENCY);
  const checkouts = Map.groupBy(events, ({ group }) => group);
  const kept = await Promise.all(
    [...checkouts.values()].map((ofCheckout) => limit(notifyInOrder, batch, ofCheckout)),
  );
  return kept.flat();
}

/** Returns the ids of the messages that the queue must keep: the first that is not done, and all after it. */
async function notifyInOrder(batch: Batch, ofCheckout: readonly QueuedEvent[]): Promise<readonly string[]> {
  for (const [index, event] of ofCheckout.entries()) {
    const outcome = await notifyEvent(batch, event);
    if (outcome === 'done') continue;
    const waiting = ofCheckout.slice(index);
    await holdBack(batch, waiting, outcome.dueIn);
    return waiting.map(({ messageId }) => messageId);
  }
  return [];
}

/**
 * Hides the first event until it is due, and releases those after it, the last one first. The queue delivers none of
 * them while the first is hidden. If they stayed hidden for longer, it would hold back the first one with them.
 */
async function holdBack(batch: Batch, waiting: readonly QueuedEvent[], dueIn: number): Promise<void> {
  const [first, ...later] = waiting;
  for (const event of later.toReversed()) await hide(batch, event, 0);
  if (first) await hide(batch, first, dueIn);
}

async function hide(
  { dependencies, invocation: { report, outOfTime } }: Batch,
  event: QueuedEvent,
  seconds: number,
): Promise<void> {
  try {
    await dependencies.queue.hide(event, seconds, outOfTime);
  } catch (error) {
    // The event comes back all the same, once the visibility timeout of the queue has passed.
    report('notify_not_hidden', { messageId: event.messageId, reason: faultReason(error) });
  }
}

async function notifyEvent(batch: Batch, event: QueuedEvent): Promise<Outcome> {
  const { dependencies, invocation } = batch;
  if (invocation.lastStart.aborted) return { dueIn: 0 };
  if (batch.isGone) return { dueIn: scheduledDelay(event.attempt) };
  const identity = readEvent(event.text);
  try {
    if (!identity) return await giveUp(batch, event, undefined, 'event_unreadable');
    const result = await attemptEvent(dependencies, event, identity);
    if (result.kind === 'accepted') {
      invocation.report('event_notified', { ...aboutOf(batch, event, identity), httpStatus: result.status });
      return 'done';
    }
    return await (result.reason === GONE
      ? pause(batch, event, identity)
      : retryLater(batch, event, identity, result));
  } catch (error) {
    // A fault of ours is no reason to give the event up.
    const reason = faultReason(error);
    invocation.report('notify_failed', { ...aboutOf(batch, event, identity), reason });
    return { dueIn: scheduledDelay(event.attempt) };
  }
}

async function retryLater(
  batch: Batch,
  event: QueuedEvent,
  identity: EventIdentity,
  { reason, askedSeconds }: { readonly reason: string; readonly askedSeconds?: number },
): Promise<Outcome> {
  const { attempt, sentAt } = event;
  const ageSeconds = (batch.dependencies.now() - sentAt) / MS_PER_SECOND;
  const dueIn = nextDelay({ attempt, ageSeconds, askedSeconds });
  if (dueIn === undefined) return giveUp(batch, event, identity, reason);
  batch.invocation.report('notify_failed', {
    ...aboutOf(batch, event, identity),
    reason,
    retryInSeconds: dueIn,
  });
  return { dueIn };
}

async function giveUp(
  batch: Batch,
  event: QueuedEvent,
  identity: EventIdentity | undefined,
  reason: string,
): Promise<Outcome> {
  const { report, outOfTime } = batch.invocation;
  await batch.dependencies.undelivered.send(event, reason, outOfTime);
  report('notify_dead_lettered', { ...aboutOf(batch, event, identity), reason });
  return 'done';
}

/** The endpoint wants no more events. This one stays in the queue, however old it is. */
async function pause(batch: Batch, event: QueuedEvent, identity: EventIdentity): Promise<Outcome> {
  const { dependencies, invocation } = batch;
  const about = aboutOf(batch, event, identity);
  invocation.report('notify_failed', { ...about, reason: GONE });
  if (!batch.isGone) {
    batch.isGone = true;
    invocation.report('endpoint_gone', about);
    await dependencies.delivery.pause(invocation.outOfTime);
  }
  return { dueIn: scheduledDelay(event.attempt) };
}

const aboutOf = (
  { dependencies }: Batch,
  { messageId, attempt }: QueuedEvent,
  identity: EventIdentity | undefined,
) => ({ ...identity, messageId, host: dependencies.endpoint.host, attempt });
