import type { Figure } from './figure.ts';

interface BenchContext {
  /** The short form for CI: fewer rounds. */
  readonly quick: boolean;
  /** Reports what is being measured. */
  readonly progress: (text: string) => void;
}

/** One part of the bench: `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Whether CI runs it. CI runs only figures that depend little on the machine. */
  readonly inShortForm: boolean;
  readonly run: (context: BenchContext) => Promise<readonly Figure[]>;
}
