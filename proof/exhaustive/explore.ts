import { ReplayChooser } from '../simulation/choosing/replay-chooser.ts';
import type { Violation } from '../simulation/judging/check-name.ts';
import { type Receiver, realReceiver } from '../simulation/receiver.ts';
import { World } from '../simulation/world/world.ts';
import { type CourseCount, oneCourse } from './course-count.ts';
import type { Scenario } from './scenarios.ts';
import { SystematicChooser } from './systematic-chooser.ts';

/** What going through a scenario came to. */
export interface Exploration extends CourseCount {
  readonly scenario: string;
  /** Different states that were met on the way. */
  readonly states: number;
  /** Worlds that were run for it, each from the start. */
  readonly runs: number;
  /** The first thing found wrong, if any, and the schedule that led there. */
  readonly violation?: Violation;
  readonly schedule?: readonly string[];
}

export interface ExplorationOptions {
  readonly receiver?: Receiver;
  /** So many things go wrong on a course, at most. */
  readonly mostFaults?: number;
  /** Whether what follows a state is run only once: it must be, but for the smallest scenarios. */
  readonly isMerging?: boolean;
  /** Told after each run. */
  readonly progress?: (runs: number) => void;
}

/**
 * Goes through every course that a scenario can take: every interleaving of the port calls of all invocations,
 * every portion in which messages are received, and in each of these every single point at which something goes
 * wrong. Ends early when a check objects.
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
