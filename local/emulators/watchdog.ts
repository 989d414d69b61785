import { type ChildProcess, spawn } from 'node:child_process';

/** Waits for the end of its input, which is the end of our process, and then kills the child. */
const SCRIPT = 'read -r _; kill -9 "$0"';

/**
 * Has a child die with this process, whatever ends it: a `kill -9` gives us no time to do so ourselves, and what is
 * left behind would hold its port. Where there is no shell, children end with us only when we end in peace.
 */
export function dieTogether(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  if (process.platform === 'win32' || child.pid === undefined) return;
  const watchdog = spawn('/bin/sh', ['-c', SCRIPT, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  child.once('exit', () => {
    watchdog.kill('SIGKILL');
    watchdog.stdin.destroy();
  });
}
