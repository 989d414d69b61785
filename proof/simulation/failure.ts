import type { Chooser } from './choosing/chooser.ts';
import { ReplayChooser } from './choosing/replay-chooser.ts';
import { checks, type Violation } from './judging/check-name.ts';
import { numberedSchedule } from './numbered-schedule.ts';
import type { Plan } from './plan/plan.ts';
import type { Receiver } from './receiver.ts';
import { type Course, simplest } from './shrinking/simplest.ts';
import type { Tally } from './world/tally.ts';
import { type Outcome, World } from './world/world.ts';

/** A world in which a check objected. */
export interface FailedWorld {
  readonly receiver: Receiver;
  readonly seed: number;
  readonly plan: Plan;
  /** The answers of its chooser. */
  readonly answers: readonly number[];
  readonly violation: Violation;
  /** Everything that was simulated, this world included. */
  readonly tally: Tally;
}

/** A check objected. The message says how to repeat it, and has the shortest schedule found. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly world: FailedWorld;
  readonly schedule: readonly string[];

  constructor(world: FailedWorld, shortest: Pick<Outcome, 'violation' | 'schedule'>) {
    const { check, what } = shortest.violation ?? world.violation;
    const option = world.plan.merchant ? '--transitions' : '--deliveries';
    super(
      [
        `${check}: ${checks[check]}.`,
        `Found: ${what}`,
        `Seed ${world.seed}. Repeat it with: npm run soak -- ${option} 1 --seed ${world.seed}`,
        `The shortest schedule found:`,
        ...numberedSchedule(shortest.schedule),
      ].join('\n'),
    );
    this.world = world;
    this.schedule = shortest.schedule;
  }
}

/** Looks for a simpler world that fails in the same way. @param runs the number of worlds to try, at most */
export async function investigate(failed: FailedWorld, runs: number): Promise<Failure> {
  const { receiver, plan, answers, violation } = failed;
  let left = runs;
  const fails = async (course: Omit<Course, 'answers'>, chooser: Chooser) => {
    left -= 1;
    const world = new World({ receiver, chooser, isShown: false, ...course });
    return (await world.run()).violation?.check === violation.check;
  };
  const start = { plan, answers, mostFaults: Number.POSITIVE_INFINITY };
  const course = await simplest(start, fails, () => left <= 0);
  const chooser = new ReplayChooser(course.answers);
  return new Failure(failed, await new World({ receiver, chooser, isShown: true, ...course }).run());
}
