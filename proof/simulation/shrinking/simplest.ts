import type { Chooser } from '../choosing/chooser.ts';
import { RandomChooser } from '../choosing/random-chooser.ts';
import { ReplayChooser } from '../choosing/replay-chooser.ts';
import type { Plan } from '../plan/plan.ts';
import { shrink } from './shrink.ts';
import { simplerPlans } from './simpler-plans.ts';

/** A world that fails: its plan, the faults in it at most, and the answers that its course took. */
export interface Course {
  readonly plan: Plan;
  readonly mostFaults: number;
  readonly answers: readonly number[];
}

/** Whether a course fails in the way that is looked for. It goes wherever the chooser leads. */
export type Fails = (course: Omit<Course, 'answers'>, chooser: Chooser) => Promise<boolean>;

/** How many courses of a plan are tried by chance before it is taken to be sound. */
const TRIES = 12;
const FAULT_TRIES = 60;
const SHORT_TRIES = 200;
const FEW_FAULTS = 3;

/**
 * Looks for a simpler world that fails in the same way. First fewer webhooks, then fewer faults, then a shorter
 * course of what is left, and at last fewer and calmer choices on it. Small worlds run in no time, so trying
 * their courses by chance finds more than clinging to the one at hand.
 */
export async function simplest(found: Course, fails: Fails, isOver: () => boolean): Promise<Course> {
  let best = found;
  const take = async (course: Omit<Course, 'answers'>, tries: number): Promise<boolean> => {
    for (const chooser of choosers(best.answers, tries)) {
      if (isOver()) return false;
      if (!(await fails(course, chooser))) continue;
      best = { ...course, answers: chooser.taken };
      return true;
    }
    return false;
  };
  for (const plan of simplerPlans(() => best.plan)) await take({ ...best, plan }, TRIES);
  for (let mostFaults = 0; mostFaults <= FEW_FAULTS; mostFaults += 1) {
    if (await take({ ...best, mostFaults }, FAULT_TRIES)) break;
  }
  for (const plan of simplerPlans(() => best.plan)) await take({ ...best, plan }, FAULT_TRIES);
  best = await shortest(best, fails, isOver);
  const answers = await shrink(
    best.answers,
    async (candidate) => {
      const chooser = new ReplayChooser(candidate);
      return (await fails(best, chooser)) ? chooser.taken : undefined;
    },
    isOver,
  );
  return { ...best, answers };
}

/** The course at hand, as far as it still fits, and then others. */
function* choosers(answers: readonly number[], tries: number): Generator<Chooser> {
  yield new ReplayChooser(answers);
  for (let seed = 0; seed < tries; seed += 1) yield new RandomChooser(seed);
}

async function shortest(from: Course, fails: Fails, isOver: () => boolean): Promise<Course> {
  let best = from;
  for (let seed = 0; seed < SHORT_TRIES && !isOver(); seed += 1) {
    const chooser = new RandomChooser(seed);
    const isShorter = (await fails(best, chooser)) && chooser.taken.length < best.answers.length;
    if (isShorter) best = { ...best, answers: chooser.taken };
  }
  return best;
}
