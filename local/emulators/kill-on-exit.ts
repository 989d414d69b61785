import { type ChildProcess, spawn } from 'node:child_process';

/** Waits for the end of its input, which is when this process ends, and then kills the child. */
const SCRIPT = 'read -r _; kill -9 "$0"; [ -z "$1" ] || rm -rf "$1"';

/**
 * Kills a child when this process ends, even by `kill -9`, which leaves no time to do it here. A child left behind
 * would keep its port. On Windows, which has no shell for the script, a killed process does leave its children.
 *
 * @param folder is removed as well
 */
export function killOnExit(child: ChildProcess, folder = ''): void {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  if (process.platform === 'win32' || child.pid === undefined) return;
  const watchdog = spawn('/bin/sh', ['-c', SCRIPT, String(child.pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  child.once('exit', () => {
    watchdog.kill('SIGKILL');
    watchdog.stdin.destroy();
  });
}
