import { readFileSync } from 'node:fs';

const CHECK_EVERY_MS = 200;

/** The shells that npm may run a script with. */
const SHELLS: ReadonlySet<string> = new Set(['sh', 'dash', 'ash', 'bash']);

/**
 * Calls `then` once when the npm that runs this process has ended. An npm that is killed cannot pass the signal on,
 * and neither can its shell: the only trace is that a process has another parent.
 *
 * npm runs a script with a shell. Some shells (bash, and so macOS) become the script's process, so npm is the parent.
 * Others (Debian's dash) wait for it, so npm is the parent of the parent. Windows keeps no such trace: there only
 * Ctrl-C and a closed terminal end the process.
 */
export function whenNpmIsGone(then: () => void): void {
  const parent = process.ppid;
  const shell = readProcess(parent);
  const npm = shell && SHELLS.has(shell.name) ? shell.parent : undefined;
  const timer = setInterval(() => {
    const sameParent = process.ppid === parent;
    const sameNpm = npm === undefined || readProcess(parent)?.parent === npm;
    if (sameParent && sameNpm) return;
    clearInterval(timer);
    then();
  }, CHECK_EVERY_MS).unref();
}

interface RunningProcess {
  readonly name: string;
  /** Its parent's process id. */
  readonly parent: number;
}

/** Reads `/proc`, which only Linux has. Returns undefined elsewhere, and when there is no such process. */
function readProcess(id: number): RunningProcess | undefined {
  try {
    const [, name = '', parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
