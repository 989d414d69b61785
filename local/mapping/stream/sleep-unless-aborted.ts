import { setTimeout as sleep } from 'node:timers/promises';

/** Waits. An abort ends the wait early, and is no error. */
export async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
