import { setTimeout as sleep } from 'node:timers/promises';

const PARENT_CHECK_MS = 200;

/** Runs a command: what it throws becomes one line on stderr and exit code 1. */
export async function failing(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** Resolves on SIGINT or SIGTERM, and when the npm that started us has gone. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (process.env['npm_lifecycle_event'] !== undefined) onOrphaned(resolve);
  });
}

/** An npm that is killed cannot pass it on: that we have another parent is all that is seen of it here. */
function onOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, PARENT_CHECK_MS).unref();
}

/** Ends this process when all has stopped, or when that takes too long. */
export async function endWithin(ms: number, stopping: Promise<void>): Promise<never> {
  await Promise.race([stopping, sleep(ms)]);
  process.exit();
}
