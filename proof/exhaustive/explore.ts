import { ReplayChooser } from '../simulation/choosing/replay-chooser.ts';
import type { Violation } from '../simulation/judging/check-name.ts';
import { type Receiver, realReceiver } from '../simulation/receiver.ts';
import { World } from '../simulation/world/world.ts';
import { type CourseCount, oneCourse } from './course-count.ts';
import type { Scenario } from './scenarios.ts';
import { SystematicChooser } from './systematic-chooser.ts';

/** The outcome of exploring a scenario. */
export interface Exploration extends CourseCount {
  readonly scenario: string;
  /** The number of different states. */
  readonly states: number;
  /** The number of worlds that were run, each from the start. */
  readonly runs: number;
  /** The first broken promise, if any, and the schedule that led there. */
  readonly violation?: Violation;
  readonly schedule?: readonly string[];
}

export interface ExplorationOptions {
  readonly receiver?: Receiver;
  /** The number of faults on a course, at most. By default 1. */
  readonly mostFaults?: number;
  /** Whether everything that follows a state is run only once. Without this, only the smallest scenarios end. */
  readonly isMerging?: boolean;
  /** Called after each run with the number of runs. */
  readonly progress?: (runs: number) => void;
}

/**
 * Runs every course that a scenario can take: every interleaving of the port calls of all invocations, every way to
 * receive the messages in batches, and in each of these every single point at which something can go wrong. Ends
 * early when a check objects.
 */
export async function explore(
  scenario: Scenario,
  { receiver = realReceiver, mostFaults = 1, isMerging = true, progress = () => {} }: ExplorationOptions = {},
): Promise<Exploration> {
  const { name, plan } = scenario;
  const chooser = new SystematicChooser(isMerging);
  const options = { receiver, plan, mostFaults };
  let runs = 0;
  do {
    const world = new World({ ...options, chooser, isShown: false, isKnown: chooser.isKnown });
    const { violation, tally, isCutShort } = await world.run();
    runs += 1;
    progress(runs);
    if (violation) {
      const again = new World({ ...options, chooser: new ReplayChooser(chooser.taken), isShown: true });
      const { schedule } = await again.run();
      return { scenario: name, ...chooser.total, states: chooser.states, runs, violation, schedule };
    }
    if (!isCutShort) chooser.end(oneCourse(tally));
  } while (chooser.next());
  return { scenario: name, ...chooser.total, states: chooser.states, runs };
}
