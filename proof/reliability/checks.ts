/** A kind of proof. It has a row on the page, whether it has been run or not. */
export interface Check {
  readonly name: string;
  readonly title: string;
  /** The command that runs the check and leaves its result. */
  readonly command: string;
  /** The names of the counts that say how large a run was. */
  readonly size: readonly string[];
}

export const checks: readonly Check[] = [
  {
    name: 'permutations',
    title: 'Every order of arrival, with and without repetitions',
    command: 'npx vitest run proof/permutations',
    size: ['orders of arrival'],
  },
  {
    name: 'exhaustive',
    title: 'Every interleaving and every single fault of small cases',
    command: 'npm run soak -- --exhaustive',
    size: ['interleavings'],
  },
  {
    name: 'simulation',
    title: 'Simulated deliveries with random faults',
    command: 'npm run soak',
    size: ['deliveries'],
  },
  {
    name: 'simulated-merchant',
    title: 'Simulated changes, from the webhook to the parcel, with random faults',
    command: 'npm run soak -- --transitions 100000',
    size: ['transitions'],
  },
  {
    name: 'chaos',
    title: 'Real processes that are killed and frozen under load',
    command: 'npm run chaos',
    size: ['attempts'],
  },
  {
    name: 'hostile',
    title: 'Hostile requests to the real handlers',
    command: 'npm run hostile',
    size: ['requests'],
  },
  {
    name: 'hostile-sockets',
    title: 'Hostile requests over sockets to the local stack',
    command: 'npm run hostile -- --sockets',
    size: ['requests'],
  },
  {
    name: 'mutation',
    title: 'Mutants of the core, judged by the fast tests',
    command: 'npm run mutation',
    size: ['mutants', '% caught'],
  },
];
