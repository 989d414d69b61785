import type { Chooser } from '../choosing/chooser.ts';
import { RandomChooser } from '../choosing/random-chooser.ts';
import { ReplayChooser } from '../choosing/replay-chooser.ts';
import type { Plan } from '../plan/plan.ts';
import { shrink } from './shrink.ts';
import { simplerPlans } from './simpler-plans.ts';

/** A course of a world: its plan, its number of faults at most, and the answers of its chooser. */
export interface Course {
  readonly plan: Plan;
  readonly mostFaults: number;
  readonly answers: readonly number[];
}

/** Returns whether a course fails in the way that is looked for. The chooser decides how it goes. */
export type Fails = (course: Omit<Course, 'answers'>, chooser: Chooser) => Promise<boolean>;

/** How many random courses of a plan are tried before the plan counts as one that does not fail. */
const TRIES = 12;
const FAULT_TRIES = 60;
const SHORT_TRIES = 200;
const FEW_FAULTS = 3;

/**
 * Looks for a simpler world that fails in the same way: first one with fewer webhooks, then with fewer faults, then a
 * shorter course, and at last fewer and calmer choices. Small worlds run very fast, so trying random courses finds
 * more than keeping to the known one.
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

/** Proposes the known course, as far as it still fits, and then random ones. */
function* choosers(answers: readonly number[], tries: number): Generator<Chooser> {
  yield new ReplayChooser(answers);
  for (let seed = 0; seed < tries; seed += 1) yield new RandomChooser(seed);
}

/** Looks for a shorter course of the same plan. */
async function shortest(from: Course, fails: Fails, isOver: () => boolean): Promise<Course> {
  let best = from;
  for (let seed = 0; seed < SHORT_TRIES && !isOver(); seed += 1) {
    const chooser = new RandomChooser(seed);
    const isShorter = (await fails(best, chooser)) && chooser.taken.length < best.answers.length;
    if (isShorter) best = { ...best, answers: chooser.taken };
  }
  return best;
}
