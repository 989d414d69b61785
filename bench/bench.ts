import type { Figure } from './figure.ts';

export interface BenchContext {
  /** The short form: fewer rounds and smaller tables. */
  readonly quick: boolean;
  /** The long form: a million checkouts. */
  readonly long: boolean;
  /** Tells what is going on; goes to stderr. */
  readonly progress: (text: string) => void;
}

/** One part of the bench: `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Whether CI runs it: only what depends little on the machine. */
  readonly inShortForm: boolean;
  /** Takes minutes: runs only in the long form, or when it is named. */
  readonly isLong?: true;
  readonly run: (context: BenchContext) => Promise<readonly Figure[]>;
}
