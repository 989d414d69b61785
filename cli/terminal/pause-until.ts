import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Resolves at a time, or at once when the signal aborts. It never rejects.
 * @param time as `performance.now` counts
 */
export async function pauseUntil(time: number, signal: AbortSignal): Promise<void> {
  const pause = time - performance.now();
  if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
}
