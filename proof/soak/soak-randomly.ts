import { progressWriter } from '../kit/command/progress.ts';
import { type Counts, countsText } from '../kit/results/counts.ts';
import { writeResult } from '../kit/results/write-result.ts';
import type { SimulationOptions } from '../simulation/simulate.ts';
import { simulationReport } from '../simulation/simulation-report.ts';
import type { Tally } from '../simulation/world/tally.ts';
import { harmsOf, type SoakResult } from './soak-result.ts';

/** Simulates at random, and keeps the result for `npm run reliability`. */
export async function soakRandomly({
  amount,
  seed,
}: Pick<SimulationOptions, 'amount' | 'seed'>): Promise<SoakResult> {
  process.stderr.write(`seed ${seed}\n`);
  const write = progressWriter();
  const progress = ({ deliveries, transitions, worlds }: Tally) =>
    write(() => countsText({ deliveries, transitions, worlds }));
  const { failure, ...report } = await simulationReport({ amount, seed, progress });
  const { seconds, simulated } = report;
  const harms = harmsOf(failure?.world.violation);
  const isDownstream = 'transitions' in amount;
  const counts = isDownstream ? downstreamCountsOf(simulated) : countsOf(simulated);
  const size = isDownstream ? `--transitions ${amount.transitions}` : `--deliveries ${amount.deliveries}`;
  const command = `npm run soak -- ${size} --seed ${seed}`;
  const check = isDownstream ? 'simulated-merchant' : 'simulation';
  writeResult({ check, command, seconds, counts, ...harms });
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

const downstreamCountsOf = (tally: Tally): Counts => ({
  transitions: tally.transitions,
  'events published': tally.published,
  'events republished': tally.republished,
  claims: tally.claims,
  parcels: tally.parcels,
  ...countsOf(tally),
});
