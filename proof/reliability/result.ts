import { resolve } from 'node:path';
import * as z from 'zod/mini';

/** Where the commands leave their results: the last one of each, and not in git. */
export const resultsFolder = resolve(import.meta.dirname, '../../reports/reliability');

const found = z.nullable(z.int());

/** What a run of one check came to. */
export const ReliabilityResult = z.object({
  /** One of `checks.ts`. */
  check: z.string(),
  /** With which the run can be repeated. */
  command: z.string(),
  /** UTC. */
  date: z.iso.datetime(),
  /** How long it took, where it is known. */
  seconds: z.exactOptional(z.number()),
  /** How much of what was done, under names that people understand, in the order in which they are shown. */
  counts: z.record(z.string(), z.number()),
  /** What must be none; null where the check does not look for it. */
  lost: found,
  regressed: found,
  duplicated: found,
  forged: found,
});
export type ReliabilityResult = z.infer<typeof ReliabilityResult>;
