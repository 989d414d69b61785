import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../service/local-defaults.ts';

const LOOK_AGAIN_MS = 200;

/**
 * Does a piece of work once, although several processes want it at the same time: one works, and the others wait.
 *
 * @param lock the path of a file that holds the id of the process at work. The lock of a process that ended is ignored
 * @param isDone whether the work has been done
 */
export async function oneAtATime(
  lock: string,
  isDone: () => boolean,
  work: () => Promise<void>,
): Promise<void> {
  while (!isDone()) {
    if (!(await take(lock))) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    try {
      if (!isDone()) await work();
    } finally {
      await rm(lock, { force: true });
    }
  }
}

/** Returns whether the lock is ours now. */
async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
    // A lock that is being written has no process id yet.
    if (!Number.isNaN(owner) && !isRunning(owner)) await rm(lock, { force: true });
    return false;
  }
}
