import { describeFault } from '../failure/describe-fault.ts';
import type { Target } from '../stage/target.ts';

/** One thing that was looked at, and what to do about it when it is not as it should be. */
export interface Finding {
  readonly check: string;
  /** `unknown` when it could not be looked at. */
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

/** Looks; a fault of one check is a finding of its own, and the others go on. */
export async function look(target: Target, check: string, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return { check, verdict: 'unknown', detail: describeFault(target, error).message };
  }
}
