import type { Chooser } from './choosing/chooser.ts';
import { ReplayChooser } from './choosing/replay-chooser.ts';
import { checks, type Violation } from './judging/check-name.ts';
import type { Plan } from './plan/plan.ts';
import type { Receiver } from './receiver.ts';
import { type Course, simplest } from './shrinking/simplest.ts';
import type { Tally } from './world/tally.ts';
import { type Outcome, World } from './world/world.ts';

/** A world in which a check objected. */
export interface Finding {
  readonly receiver: Receiver;
  readonly seed: number;
  readonly plan: Plan;
  /** What was chosen in it. */
  readonly answers: readonly number[];
  readonly violation: Violation;
  /** Everything simulated up to and with it. */
  readonly tally: Tally;
}

/** A check objected. The message says how to see it again, and shows the shortest schedule found. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly finding: Finding;
  readonly schedule: readonly string[];

  constructor(finding: Finding, shortest: Pick<Outcome, 'violation' | 'schedule'>) {
    const { check, what } = shortest.violation ?? finding.violation;
    const lines = shortest.schedule.map((line, index) => `${String(index + 1).padStart(4)}. ${line}`);
    super(
      [
        `${check}: ${checks[check]}.`,
        `Found: ${what}`,
        `Seed ${finding.seed}. Again: npm run soak -- --deliveries 1 --seed ${finding.seed}`,
        `The shortest schedule found:`,
        ...lines,
      ].join('\n'),
    );
    this.finding = finding;
    this.schedule = shortest.schedule;
  }
}

/** @param runs so many worlds, at most, are tried to find a simpler one that fails in the same way */
export async function investigate(finding: Finding, runs: number): Promise<Failure> {
  const { receiver, plan, answers, violation } = finding;
  let left = runs;
  const fails = async (course: Omit<Course, 'answers'>, chooser: Chooser) => {
    left -= 1;
    const world = new World({ receiver, chooser, isShown: false, ...course });
    return (await world.run()).violation?.check === violation.check;
  };
  const start = { plan, answers, mostFaults: Number.POSITIVE_INFINITY };
  const course = await simplest(start, fails, () => left <= 0);
  const chooser = new ReplayChooser(course.answers);
  return new Failure(finding, await new World({ receiver, chooser, isShown: true, ...course }).run());
}
