import type { Figure } from './figure.ts';

export interface BenchContext {
  /** Less work, and only what the short form judges. */
  readonly quick: boolean;
  /** Tells what is going on; goes to stderr. */
  readonly progress: (text: string) => void;
}

/** One part of the bench: `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly run: (context: BenchContext) => Promise<readonly Figure[]>;
}
