import { progressWriter } from '../kit/command/progress.ts';
import { type Counts, countsText } from '../kit/results/counts.ts';
import { writeResult } from '../kit/results/write-result.ts';
import type { SimulationOptions } from '../simulation/simulate.ts';
import { simulationReport } from '../simulation/simulation-report.ts';
import type { Tally } from '../simulation/world/tally.ts';
import { harmsOf, type SoakResult } from './soak-result.ts';

/** Simulates at random, and keeps the result for `npm run reliability`. */
export async function soakRandomly({
  deliveries,
  seed,
}: Pick<SimulationOptions, 'deliveries' | 'seed'>): Promise<SoakResult> {
  process.stderr.write(`seed ${seed}\n`);
  const write = progressWriter();
  const progress = ({ deliveries: done, worlds }: Tally) =>
    write(() => countsText({ deliveries: done, worlds }));
  const { failure, ...report } = await simulationReport({ deliveries, seed, progress });
  const { seconds, simulated } = report;
  const harms = harmsOf(failure?.world.violation);
  const counts = countsOf(simulated);
  const command = `npm run soak -- --deliveries ${deliveries} --seed ${seed}`;
  writeResult({ check: 'simulation', command, seconds, counts, ...harms });
  const summary = `seed ${seed}: ${countsText(counts)}\n${countsText(harms)}, in ${seconds} s`;
  if (!failure) return { text: summary, data: { ...report, ...harms }, isClean: true };
  const { message } = failure;
  return {
    text: `${summary}\n\n${message}`,
    data: { ...report, ...harms, failure: message },
    isClean: false,
  };
}

const countsOf = (tally: Tally): Counts => ({
  deliveries: tally.deliveries,
  forged: tally.forged,
  'messages received': tally.receives,
  crashes: tally.crashes,
  'failed calls': tally.failures,
  'timeouts and early redeliveries': tally.disturbances,
  'scheduling choices': tally.steps,
  worlds: tally.worlds,
});
