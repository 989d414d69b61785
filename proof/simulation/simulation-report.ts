import { Failure } from './failure.ts';
import { type SimulationOptions, simulate } from './simulate.ts';
import type { Tally } from './world/tally.ts';

/** What a simulation at random came to, as plain data. */
export interface SimulationReport {
  /** Of the first world. */
  readonly seed: number;
  readonly seconds: number;
  readonly simulated: Tally;
  /** There only if a check objected: then it ended there. */
  readonly failure?: Failure;
}

export async function simulationReport(options: SimulationOptions): Promise<SimulationReport> {
  const started = performance.now();
  const result = await untilFailure(options);
  return { seed: options.seed, seconds: Math.round((performance.now() - started) / 1_000), ...result };
}

async function untilFailure(
  options: SimulationOptions,
): Promise<Pick<SimulationReport, 'simulated' | 'failure'>> {
  try {
    return { simulated: await simulate(options) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { simulated: error.finding.tally, failure: error };
  }
}
