/** A kind of proof: the row that it has on the page, whether it has been run or not. */
export interface Check {
  readonly name: string;
  readonly title: string;
  /** What runs it, and leaves its result. */
  readonly command: string;
}

export const checks: readonly Check[] = [
  {
    name: 'permutations',
    title: 'Every order of every life: permutations, with and without repetitions',
    command: 'npx vitest run proof/permutations',
  },
  {
    name: 'exhaustive',
    title: 'Every interleaving and every single crash point of small cases',
    command: 'npm run soak -- --exhaustive',
  },
  {
    name: 'simulation',
    title: 'Simulated deliveries under a seeded scheduler that breaks everything',
    command: 'npm run soak',
  },
  { name: 'chaos', title: 'Real processes, killed and paused under load', command: 'npm run chaos' },
  { name: 'hostile', title: 'Hostile requests to the real handlers, in process', command: 'npm run hostile' },
  {
    name: 'hostile-sockets',
    title: 'Hostile requests over sockets to the whole local stack',
    command: 'npm run hostile -- --sockets',
  },
  { name: 'mutation', title: 'Mutants of the core, judged by the fast tests', command: 'npm run mutation' },
];
