import { describeFault } from '../failure/describe-fault.ts';
import type { Target } from '../stage/target.ts';

/** The outcome of one check, with a remedy if it found a problem. */
export interface Finding {
  readonly check: string;
  /** `unknown` if the check could not run. */
  readonly verdict: 'ok' | 'bad' | 'unknown';
  readonly detail: string;
  readonly remedy?: string;
}

export const ok = (check: string, detail: string): Finding => ({ check, verdict: 'ok', detail });

export const bad = (check: string, detail: string, remedy: string): Finding => ({
  check,
  verdict: 'bad',
  detail,
  remedy,
});

/** Runs a check. If it throws, the error becomes a finding, so that the other checks still run. */
export async function runCheck(
  target: Target,
  check: string,
  work: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return { check, verdict: 'unknown', detail: describeFault(target, error).message };
  }
}
