import { availableParallelism } from 'node:os';
import type { Bench, BenchContext } from '../bench.ts';
import { type Figure, figure, short } from '../figure.ts';
import { sum } from '../kit/statistics.ts';
import { type ComputingByPart, computingByPart } from '../load/computing-by-part.ts';
import { highestRate } from '../load/highest-rate.ts';
import { type Hold, holdText, isHeld } from '../load/hold.ts';
import { type LoadedStack, startLoadedStack } from '../load/loaded-stack.ts';
import { type MachineUse, useText, watchMachine } from '../load/machine-use.ts';

const WARM_UP = { perSecond: 200, seconds: 10 };
const SEARCH_SECONDS = 5;
const CONFIRM_SECONDS = 30;
const CONFIRMATIONS = 3;
/** When the search was too hopeful. */
const STEP_BACK = 0.9;
const MS_PER_SECOND = 1_000;

export const rate: Bench = {
  name: 'rate',
  about: 'the highest rate that the local stack holds for 30 s, and what computes how much then',
  inShortForm: false,
  async run({ progress }) {
    const found = await confirmedRate(progress);
    const perSecond = found?.hold.perSecond ?? WARM_UP.perSecond;
    progress(`${perSecond}/s with each part in a process of its own`);
    const computing = await computingByPart(perSecond);
    return [rateFigure(found), ...(computing ? [computingFigure(perSecond, computing)] : [])];
  },
};

interface Confirmed {
  readonly hold: Hold;
  readonly use: MachineUse | undefined;
}

async function confirmedRate(progress: BenchContext['progress']): Promise<Confirmed | undefined> {
  await using stack = await startLoadedStack();
  const hold = async (perSecond: number, seconds: number) => {
    const held = await stack.hold(perSecond, seconds);
    progress(`${holdText(held)}: ${isHeld(held) ? 'held' : 'not held'}`);
    return held;
  };
  progress(`warm-up: ${WARM_UP.perSecond}/s for ${WARM_UP.seconds} s`);
  await stack.hold(WARM_UP.perSecond, WARM_UP.seconds);
  const isHeldBriefly = async (perSecond: number) => isHeld(await hold(perSecond, SEARCH_SECONDS));
  // A pause of a moment is seen as a backlog in so short a time: only the second failure counts.
  const found = await highestRate(async (each) => (await isHeldBriefly(each)) || isHeldBriefly(each));
  return await confirmed(found, hold);
}

async function confirmed(found: number, hold: LoadedStack['hold']): Promise<Confirmed | undefined> {
  for (let attempt = 0; attempt < CONFIRMATIONS && found > 0; attempt += 1) {
    const use = watchMachine();
    const held = await hold(Math.round(found * STEP_BACK ** attempt), CONFIRM_SECONDS);
    if (isHeld(held)) return { hold: held, use: use() };
  }
  return undefined;
}

const rateFigure = (found: Confirmed | undefined): Figure =>
  figure({
    ...{ name: `highest rate held for ${CONFIRM_SECONDS} s`, unit: 'webhooks/s' },
    value: found?.hold.perSecond ?? 0,
    note: found ? `${holdText(found.hold)}; ${useText(found.use)}` : 'none was held',
  });

function computingFigure(perSecond: number, computing: ComputingByPart): Figure {
  const all = sum(Object.values(computing));
  const parts = Object.entries(computing).map(([part, ms]) => `${part} ${short(ms)}`);
  const [cores, most] = [availableParallelism(), Math.round((availableParallelism() * MS_PER_SECOND) / all)];
  return figure({
    ...{ name: `computing for a webhook at ${perSecond} webhooks/s`, unit: 'ms', value: all },
    note: `${parts.join(', ')}; ${cores} cores have time for ${most} webhooks/s`,
  });
}
