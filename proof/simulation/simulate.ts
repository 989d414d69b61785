import { sumOf } from '../kit/sum-of.ts';
import { RandomChooser } from './choosing/random-chooser.ts';
import { investigate } from './failure.ts';
import { drawPlan } from './plan/plan.ts';
import { type Receiver, realReceiver } from './receiver.ts';
import { nothingYet, type Tally } from './world/tally.ts';
import { World } from './world/world.ts';

export interface SimulationOptions {
  /** At least so many deliveries are simulated, in whole worlds. */
  readonly deliveries: number;
  /** The seed of the first world; each further one has the next. */
  readonly seed: number;
  readonly receiver?: Receiver;
  /** Told after each world. */
  readonly progress?: (tally: Tally) => void;
  /** How many worlds to try for a simpler one that fails in the same way. */
  readonly shrinkRuns?: number;
}

/** Lets the process around us live: a world on its own leaves no gap. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const TWO_TO_32 = 4_294_967_296;

/**
 * Simulates world after world at random until so many deliveries were made.
 *
 * @throws Failure at the first world in which a check objects, with its seed and the shortest schedule found
 */
export async function simulate({
  deliveries,
  seed,
  receiver = realReceiver,
  progress = () => {},
  shrinkRuns = 5_000,
}: SimulationOptions): Promise<Tally> {
  let tally = nothingYet;
  for (let number = 0; tally.deliveries < deliveries; number += 1) {
    const worldSeed = (seed + number) % TWO_TO_32;
    const chooser = new RandomChooser(worldSeed);
    const plan = drawPlan(chooser);
    const planned = chooser.taken.length;
    const { violation, tally: one } = await new World({ receiver, chooser, plan, isShown: false }).run();
    tally = sumOf(tally, one);
    if (violation) {
      const answers = chooser.taken.slice(planned);
      const finding = { receiver, seed: worldSeed, plan, answers, violation, tally };
      throw await investigate(finding, shrinkRuns);
    }
    progress(tally);
    await nextTurn();
  }
  return tally;
}
