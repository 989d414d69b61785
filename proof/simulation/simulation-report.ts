import { secondsSince } from '../kit/command/seconds-since.ts';
import { Failure } from './failure.ts';
import { type SimulationOptions, simulate } from './simulate.ts';
import type { Tally } from './world/tally.ts';

/** The outcome of a random simulation, as plain data. */
export interface SimulationReport {
  /** The seed of the first world. */
  readonly seed: number;
  readonly seconds: number;
  readonly simulated: Tally;
  /** Set when a check objected. The simulation ends there. */
  readonly failure?: Failure;
}

export async function simulationReport(options: SimulationOptions): Promise<SimulationReport> {
  const { seed } = options;
  const start = performance.now();
  try {
    const simulated = await simulate(options);
    return { seed, seconds: secondsSince(start), simulated };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { seed, seconds: secondsSince(start), simulated: error.world.tally, failure: error };
  }
}
