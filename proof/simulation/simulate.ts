import { sumOf } from '../kit/results/counts.ts';
import { RandomChooser } from './choosing/random-chooser.ts';
import { investigate } from './failure.ts';
import { drawMerchantPlan } from './plan/merchant/draw-merchant-plan.ts';
import { drawPlan } from './plan/plan.ts';
import { type Receiver, realReceiver } from './receiver.ts';
import { nothingYet, type Tally } from './world/tally.ts';
import { World } from './world/world.ts';

/** A number of deliveries, or of published changes in worlds with a merchant. */
type Amount = { readonly deliveries: number } | { readonly transitions: number };

export interface SimulationOptions {
  /** How much to simulate. The last world may add some. */
  readonly amount: Amount;
  /** The seed of the first world. Each further world has the next one. */
  readonly seed: number;
  readonly receiver?: Receiver;
  /** Called after each world. */
  readonly progress?: (tally: Tally) => void;
  /** How many worlds to try, at most, to find a simpler one that fails in the same way. */
  readonly shrinkRuns?: number;
}

/** Lets the rest of the process run: a world has only microtasks and leaves no gap for timers. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const TWO_TO_32 = 4_294_967_296;

/**
 * Simulates random worlds, one after the other, until it is enough.
 *
 * @throws Failure at the first world in which a check objects, with its seed and the shortest schedule found
 */
export async function simulate({
  amount,
  seed,
  receiver = realReceiver,
  progress = () => {},
  shrinkRuns = 5_000,
}: SimulationOptions): Promise<Tally> {
  let total = nothingYet;
  for (let number = 0; !isEnough(total, amount); number += 1) {
    const worldSeed = (seed + number) % TWO_TO_32;
    const chooser = new RandomChooser(worldSeed);
    const plan = 'deliveries' in amount ? drawPlan(chooser) : drawMerchantPlan(chooser);
    const planned = chooser.taken.length;
    const { violation, tally } = await new World({ receiver, chooser, plan, isShown: false }).run();
    total = sumOf(total, tally);
    if (violation) {
      const answers = chooser.taken.slice(planned);
      const failed = { receiver, seed: worldSeed, plan, answers, violation, tally: total };
      throw await investigate(failed, shrinkRuns);
    }
    progress(total);
    await nextTurn();
  }
  return total;
}

const isEnough = (total: Tally, amount: Amount): boolean =>
  'deliveries' in amount ? total.deliveries >= amount.deliveries : total.transitions >= amount.transitions;
