import type { Report } from '../../lib/app/log-codes.ts';
import { type DeadLetter, PortFault } from '../../lib/app/ports.ts';
import type {
  PublishDependencies,
  publishChanges,
  RowChange,
} from '../../lib/app/publish/publish-changes.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Choose } from './every-course.ts';

/** How changes are published: the service's own way, or a flawed one. */
export interface Publisher {
  readonly publish: typeof publishChanges;
  /** Whether the stream forgets a batch before it is published. */
  readonly forgetsFirst?: boolean;
}

/** What one course ended in. */
export interface Outcome {
  /** What the topic accepted, in its order. There is no deduplication window: repeats are repeats. */
  readonly published: readonly ChangeEvent[];
  readonly letters: readonly DeadLetter[];
  /** Whether the publisher reached the end of the stream. */
  readonly isDrained: boolean;
}

interface World {
  readonly choose: Choose;
  readonly published: ChangeEvent[];
  readonly letters: DeadLetter[];
  faultsLeft: number;
  isDead: boolean;
}

/** The publisher is started this often for each change, and once more for each fault. Then it is stuck. */
const STARTS_PER_CHANGE = 1;

/**
 * Runs a publisher over a stream until it is drained. Each batch has one record, half of the records, or all. At each
 * call of a port the call may fail, with or without its effect, and the publisher may die before or after it. It may
 * also die after its last call, before the stream learns how far it came.
 */
export async function runPublisher(
  { publish, forgetsFirst = false }: Publisher,
  stream: readonly RowChange[],
  choose: Choose,
  mostFaults: number,
): Promise<Outcome> {
  const world: World = { choose, published: [], letters: [], faultsLeft: mostFaults, isDead: false };
  let position = 0;
  const mostStarts = stream.length * STARTS_PER_CHANGE + mostFaults;
  for (let starts = 0; starts < mostStarts && position < stream.length; starts += 1) {
    const left = stream.slice(position);
    const sizes = [...new Set([left.length, Math.ceil(left.length / 2), 1])];
    const batch = left.slice(0, sizes[choose(sizes.length)]);
    world.isDead = false;
    const failed = await publish(dependenciesIn(world), batch, invocation);
    const hasDied = world.isDead || happens(world);
    const done = failed === undefined ? batch.length : batch.findIndex(({ recordId }) => recordId === failed);
    if (forgetsFirst) position += batch.length;
    else if (!hasDied) position += done;
  }
  const { published, letters } = world;
  return { published, letters, isDrained: position === stream.length };
}

const report: Report = () => {};
const invocation = { report, outOfTime: new AbortController().signal };

const dependenciesIn = (world: World): PublishDependencies => ({
  findProvider,
  source: 'urn:checkout-webhooks:proof',
  outlet: { publish: (event) => portCall(world, () => world.published.push(event)) },
  deadLetters: { send: (letter) => portCall(world, () => world.letters.push(letter)) },
});

const outcomes = ['done', 'refused', 'done_and_unknown', 'dead_before', 'dead_after'] as const;

async function portCall(world: World, effect: () => void): Promise<void> {
  // The process no longer exists. Nothing that it would still do has an effect.
  if (world.isDead) throw new PortFault('The publisher is dead.');
  const outcome = outcomes[world.faultsLeft > 0 ? world.choose(outcomes.length) : 0];
  if (outcome !== 'refused' && outcome !== 'dead_before') effect();
  if (outcome === 'done') return;
  world.faultsLeft -= 1;
  world.isDead = outcome === 'dead_before' || outcome === 'dead_after';
  throw new PortFault(`The call is ${outcome}.`);
}

/** Whether a fault happens that needs no call of a port. */
function happens(world: World): boolean {
  if (world.faultsLeft === 0 || world.choose(2) === 0) return false;
  world.faultsLeft -= 1;
  return true;
}
