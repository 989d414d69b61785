import { writeResult } from '../reliability/write-result.ts';
import type { SimulationOptions } from '../simulation/simulate.ts';
import { simulationReport } from '../simulation/simulation-report.ts';
import type { Tally } from '../simulation/world/tally.ts';
import { progressLine } from './progress-line.ts';
import { harmsOf, type SoakResult, said } from './soak-result.ts';

/** Simulates at random and keeps what came of it for `npm run reliability`. */
export async function soakRandomly({
  deliveries,
  seed,
}: Pick<SimulationOptions, 'deliveries' | 'seed'>): Promise<SoakResult> {
  process.stderr.write(`seed ${seed}\n`);
  const say = progressLine();
  const progress = ({ deliveries: done, worlds }: Tally) => say(() => said({ deliveries: done, worlds }));
  const { failure, ...report } = await simulationReport({ deliveries, seed, progress });
  const { seconds, simulated } = report;
  const harms = harmsOf(failure?.finding.violation);
  const counts = countsOf(simulated);
  const command = `npm run soak -- --deliveries ${deliveries} --seed ${seed}`;
  writeResult({ check: 'simulation', command, seconds, counts, ...harms });
  const summary = `seed ${seed}: ${said(counts)}\n${said(harms)}, in ${seconds} s`;
  return {
    text: failure ? `${summary}\n\n${failure.message}` : summary,
    data: { ...report, ...harms, ...(failure && { failure: failure.message }) },
    isClean: failure === undefined,
  };
}

const countsOf = (tally: Tally) => ({
  deliveries: tally.deliveries,
  forged: tally.forged,
  'messages received': tally.receives,
  crashes: tally.crashes,
  'calls that failed, some after their effect': tally.failures,
  'time-outs and early redeliveries': tally.disturbances,
  'choices of who runs next': tally.steps,
  worlds: tally.worlds,
});
