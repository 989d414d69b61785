import { resolve } from 'node:path';
import * as z from 'zod/mini';

/** The folder in which each command leaves its latest result. It is not in git. */
export const resultsFolder = resolve(import.meta.dirname, '../../../reports/reliability');

const harm = z.nullable(z.int());

/** The outcome of one run of a check. */
export const ProofResult = z.object({
  /** A name from `proof/reliability/checks.ts`. */
  check: z.string(),
  /** The command that repeats the run. */
  command: z.string(),
  /** UTC. */
  date: z.iso.datetime(),
  /** The duration of the run, where it is known. */
  seconds: z.exactOptional(z.number()),
  /** The size of the run, under names that people understand, in the order in which they are shown. */
  counts: z.record(z.string(), z.number()),
  /** The number of findings; null where the check does not look for this harm. */
  lost: harm,
  regressed: harm,
  duplicated: harm,
  forged: harm,
});
export type ProofResult = z.infer<typeof ProofResult>;
