import { setTimeout as sleep } from 'node:timers/promises';
import type { Stoppable } from '../emulators/restartable.ts';
import { whenNpmIsGone } from './when-npm-is-gone.ts';

/** Everything ends within 2 s. When stopping takes longer than this, the process exits and takes its children along. */
const STOP_LIMIT_MS = 1_500;

/** Starts something, keeps it running until this process is asked to end, then stops it and exits with code 0. */
export async function runUntilStopped(start: () => Promise<Stoppable>): Promise<never> {
  // Listens before it starts anything, so that Ctrl-C during the start is not lost.
  const stopped = stopRequest();
  const running = await start();
  await stopped;
  await Promise.race([running.stop(), sleep(STOP_LIMIT_MS)]);
  process.exit();
}

/** Resolves on SIGINT or SIGTERM, and when the npm that started this process has ended. */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    if (process.env['npm_lifecycle_event'] !== undefined) whenNpmIsGone(resolve);
  });
}
