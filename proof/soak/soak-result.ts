import { countHarms, type HarmCounts } from '../kit/results/proof-finding.ts';
import type { Violation } from '../simulation/judging/check-name.ts';

/** The outcome of a run of the soak. */
export interface SoakResult {
  /** For people. */
  readonly text: string;
  /** For programs. */
  readonly data: unknown;
  /** Whether no check objected. */
  readonly isClean: boolean;
}

/** Returns the harms of a run. A run ends at the first objection, so at most one of the counts is 1. */
export function harmsOf(violation: Violation | undefined): Omit<HarmCounts, 'other'> {
  const { other: _other, ...harms } = countHarms(violation ? [{ kind: violation.harm }] : []);
  return harms;
}
